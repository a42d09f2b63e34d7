using Google.Protobuf;
using Grpc.Core;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.Values;
using Pulumirpc;

namespace Pinpush.PulumiCli.Plugins;

/// <summary>The operations on resources.</summary>
internal sealed partial class PluginProvider
{
    public async Task<CheckOutcome> CheckAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (!configured)
        {
            return new CheckOutcome(call.Inputs, []);
        }

        var form = Form(call.Preview);
        var request = new CheckRequest
        {
            Urn = call.Urn,
            Olds = call.OldInputs.ToWire(form),
            News = call.Inputs.ToWire(form),
            RandomSeed = ByteString.CopyFrom(call.Seed),
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        var response = await AskAsync(() => plugin.Client.CheckAsync(request, cancellationToken: cancellationToken).ResponseAsync);
        return response is null
            ? new CheckOutcome(call.Inputs, []) : new CheckOutcome(Marked(response.Inputs.FromWire(), call.Inputs), Faults(response.Failures));
    }

    public async Task<DiffOutcome> DiffAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (!configured)
        {
            return DiffOutcome.NotKnown;
        }

        // Unknowns also outside of previews: that is how a replaced dependency is asked about.
        var response = await AskAsync(() => plugin.Client.DiffAsync(Request(call, Form(unknowns: true)), cancellationToken: cancellationToken).ResponseAsync);
        return response is null ? DiffOutcome.NotKnown : Outcome(response);
    }

    public async Task<OperationOutcome> CreateAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (call.Preview && Guess(call) is { } guess)
        {
            return guess;
        }

        var request = new CreateRequest
        {
            Urn = call.Urn,
            Properties = call.Inputs.ToWire(Form(call.Preview)),
            Timeout = call.Timeout,
            Preview = call.Preview,
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        return await DoAsync(async () =>
        {
            var response = await plugin.Client.CreateAsync(request, cancellationToken: cancellationToken);
            return response.Id.Length == 0 && !call.Preview
                ? new OperationOutcome.Failed($"Provider '{plugin.Package}' created {call.Urn} without giving an id.", OutcomeUnknown: true)
                : new OperationOutcome.Done(call.Preview ? "" : response.Id, Marked(response.Properties.FromWire(), call.Inputs),
                    RefreshBeforeUpdate: response.RefreshBeforeUpdate);
        }, call);
    }

    public async Task<OperationOutcome> ReadAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (!configured)
        {
            return new OperationOutcome.Done(call.Id, PropertyMaps.Empty, PropertyMaps.Empty);
        }

        var form = Form(unknowns: false);
        var request = new ReadRequest
        {
            Id = call.Id,
            Urn = call.Urn,
            Properties = call.OldOutputs.ToWire(form),
            Inputs = call.OldInputs.ToWire(form),
            Timeout = call.Timeout,
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        return await DoAsync(async () =>
        {
            var response = await plugin.Client.ReadAsync(request, cancellationToken: cancellationToken);
            // A provider without inputs of its own leaves those that are recorded.
            var inputs = response.Inputs is null || (response.Inputs.Fields.Count == 0 && call.OldInputs.Count > 0)
                ? call.OldInputs : Marked(response.Inputs.FromWire(), call.OldInputs);
            return new OperationOutcome.Done(response.Id, Marked(response.Properties.FromWire(), call.OldOutputs), inputs, response.RefreshBeforeUpdate);
        }, call);
    }

    public async Task<OperationOutcome> UpdateAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (call.Preview && Guess(call) is { } guess)
        {
            return guess;
        }

        var form = Form(call.Preview);
        var request = new UpdateRequest
        {
            Id = call.Id,
            Urn = call.Urn,
            Olds = call.OldOutputs.ToWire(form),
            OldInputs = call.OldInputs.ToWire(form),
            News = call.Inputs.ToWire(form),
            Timeout = call.Timeout,
            Preview = call.Preview,
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        request.IgnoreChanges.AddRange(call.IgnoreChanges);
        return await DoAsync(async () =>
        {
            var response = await plugin.Client.UpdateAsync(request, cancellationToken: cancellationToken);
            return new OperationOutcome.Done(call.Id, Marked(response.Properties.FromWire(), call.Inputs), RefreshBeforeUpdate: response.RefreshBeforeUpdate);
        }, call);
    }

    public Task<OperationOutcome> DeleteAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var form = Form(unknowns: false);
        var request = new DeleteRequest
        {
            Id = call.Id,
            Urn = call.Urn,
            Properties = call.OldOutputs.ToWire(form),
            OldInputs = call.OldInputs.ToWire(form),
            Timeout = call.Timeout,
            Name = State.Urn.NameOf(call.Urn),
            Type = State.Urn.TypeOf(call.Urn),
        };
        return DoAsync(async () =>
        {
            await plugin.Client.DeleteAsync(request, cancellationToken: cancellationToken);
            return new OperationOutcome.Done(call.Id, PropertyMaps.Empty);
        }, call);
    }

    public async Task<InvokeOutcome> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken)
    {
        if (!configured)
        {
            return new InvokeOutcome(PropertyMaps.Empty, []);
        }

        var request = new InvokeRequest { Tok = token, Args = arguments.ToWire(Form(unknowns: false)), Preview = preview };
        var response = await AskAsync(() => plugin.Client.InvokeAsync(request, cancellationToken: cancellationToken).ResponseAsync)
            ?? throw new Failure($"Provider '{plugin.Package}' has no functions, so '{token}' cannot be called.");
        var result = response.Return.FromWire();
        var hidden = !secrets && arguments.Values.Any(v => v.HasSecrets());
        return new InvokeOutcome(hidden ? result.Select(m => KeyValuePair.Create(m.Key, m.Value.AsSecret())).ToMap() : result, Faults(response.Failures));
    }

    // Without a configuration nothing is known; without preview support the inputs are the best guess.
    private OperationOutcome.Done? Guess(ProviderCall call) =>
        !configured ? new OperationOutcome.Done(call.Id, PropertyMaps.Empty) : !previews ? new OperationOutcome.Done(call.Id, call.Inputs) : null;

    // Marks are by the provider when it knows them, else by the same place of the model.
    private PropertyMap Marked(PropertyMap values, PropertyMap model) => secrets ? values : values.MarkedAs(model);

    private async Task<OperationOutcome> DoAsync(Func<Task<OperationOutcome>> operation, ProviderCall call)
    {
        if (!configured)
        {
            return new OperationOutcome.Failed($"Provider '{plugin.Package}' cannot act on {call.Urn}: its configuration holds values that are not known.",
                OutcomeUnknown: false);
        }

        try
        {
            return await operation();
        }
        catch (RpcException e)
        {
            var outcome = PluginFaults.Outcome(e, plugin.Package);
            return outcome is OperationOutcome.Failed failed && e.StatusCode == StatusCode.Unavailable
                && await plugin.HasEndedAsync() ? failed with { Lost = true } : outcome;
        }
    }
}
