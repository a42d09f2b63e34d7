using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Providers;

/// <summary>The package <c>pulumi</c>: stack references, stashes and the functions that look into states.</summary>
/// <param name="readStack">Outputs of another stack, by its name as the program writes it; null when there is no such stack.</param>
/// <param name="getResource">A resource that this run registered, by URN; null when there is none.</param>
internal sealed class BuiltInProvider(Func<string, PropertyMap?> readStack, Func<string, State.ResourceState?> getResource) : IProvider
{
    private const string StackReference = "pulumi:pulumi:StackReference";
    private const string Stash = "pulumi:index:Stash";

    public Task<CheckOutcome> CheckConfigAsync(ProviderCall call, CancellationToken cancellationToken) => Task.FromResult(new CheckOutcome(call.Inputs, []));

    public Task<DiffOutcome> DiffConfigAsync(ProviderCall call, CancellationToken cancellationToken) => Task.FromResult(DiffOutcome.NotKnown);

    public Task ConfigureAsync(ProviderCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckOutcome> CheckAsync(ProviderCall call, CancellationToken cancellationToken) =>
        Task.FromResult(State.Urn.TypeOf(call.Urn) is StackReference or Stash
            ? new CheckOutcome(call.Inputs, [])
            : new CheckOutcome(call.Inputs,
                [new CheckOutcome.Fault("", $"the type {State.Urn.TypeOf(call.Urn)} is not known; known are {StackReference} and {Stash}")]));

    public Task<DiffOutcome> DiffAsync(ProviderCall call, CancellationToken cancellationToken) => Task.FromResult(DiffOutcome.NotKnown);

    // A stash keeps the first value; everything else here is only read.
    public Task<OperationOutcome> CreateAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var outputs = call.Inputs.TryGetValue("input", out var input) ? call.Inputs.SetItem("output", input) : call.Inputs;
        return Task.FromResult<OperationOutcome>(State.Urn.TypeOf(call.Urn) == Stash
            ? new OperationOutcome.Done(call.Preview ? "" : Guid.NewGuid().ToString(), outputs)
            : new OperationOutcome.Failed($"{State.Urn.TypeOf(call.Urn)} can only be read.", OutcomeUnknown: false));
    }

    public Task<OperationOutcome> ReadAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (State.Urn.TypeOf(call.Urn) != StackReference)
        {
            return Task.FromResult<OperationOutcome>(new OperationOutcome.Done(call.Id, call.OldOutputs, call.OldInputs));
        }

        var name = call.OldInputs.TextOf("name") ?? call.Id;
        return Task.FromResult<OperationOutcome>(Outputs(name) is { } outputs
            ? new OperationOutcome.Done(call.Id, outputs, call.OldInputs)
            : new OperationOutcome.Failed($"There is no stack '{name}' to refer to.", OutcomeUnknown: false));
    }

    public Task<OperationOutcome> UpdateAsync(ProviderCall call, CancellationToken cancellationToken) => Task.FromResult<OperationOutcome>(
        new OperationOutcome.Done(call.Id, call.OldOutputs.TryGetValue("output", out var kept) ? call.Inputs.SetItem("output", kept) : call.Inputs));

    public Task<OperationOutcome> DeleteAsync(ProviderCall call, CancellationToken cancellationToken) =>
        Task.FromResult<OperationOutcome>(new OperationOutcome.Done(call.Id, PropertyMaps.Empty));

    public Task<InvokeOutcome> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken)
    {
        switch (token)
        {
            case "pulumi:pulumi:getResource":
                var urn = arguments.TextOf("urn") ?? "";
                var found = getResource(urn) ?? throw new Failure($"The program asks for {urn}, which this run has not registered.");
                return Answer(PropertyMaps.Empty.Add("urn", new PropertyValue.Text(found.Urn))
                    .Add("id", found.Id.Length > 0 ? new PropertyValue.Text(found.Id) : PropertyValue.NotKnown)
                    .Add("provider", new PropertyValue.Text(found.Provider ?? "")).Add("state", new PropertyValue.Map(found.Outputs)));
            case "pulumi:pulumi:readStackOutputs":
                var name = arguments.TextOf("name") ?? "";
                return Answer(Outputs(name) ?? throw new Failure($"There is no stack '{name}' whose outputs could be read."));
            default:
                throw new Failure($"The engine has no function '{token}'.");
        }
    }

    public Task CancelAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private PropertyMap? Outputs(string name) => readStack(name) is not { } outputs ? null : PropertyMaps.Empty
        .Add("name", new PropertyValue.Text(name))
        .Add("outputs", new PropertyValue.Map(outputs))
        .Add("secretOutputNames", new PropertyValue.List([.. outputs.Where(o => o.Value.HasSecrets()).Select(o => new PropertyValue.Text(o.Key))]));

    private static Task<InvokeOutcome> Answer(PropertyMap result) => Task.FromResult(new InvokeOutcome(result, []));
}
