using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Execution;

/// <summary>Provider resources: those that the program declares, and the default ones that the engine adds. They exist in the state only.</summary>
internal sealed class ProviderSteps(RunContext run, Registrations registered, ProviderRegistry providers, ResourceSteps steps, StepRunner runner)
{
    /// <summary>Reference of the provider that the goal names or falls to.</summary>
    /// <exception cref="Failure">There is none.</exception>
    public async Task<string> ForAsync(Goal goal, string urn, CancellationToken cancellationToken) =>
        goal.Provider.Length == 0 ? await DefaultAsync(goal.Type.Split(':')[0], goal.Need, cancellationToken)
        : providers.StateOf(goal.Provider) is not null ? goal.Provider
        : throw new Failure($"{urn} names the provider {goal.Provider}, which this run has not registered.");

    /// <summary>Registers the default provider of a package at its first use.</summary>
    /// <exception cref="Failure">The configuration forbids it.</exception>
    public async Task<string> DefaultAsync(string package, ProviderNeed need, CancellationToken cancellationToken)
    {
        var goal = DefaultProvider.Of(package, need, run.Config);
        var urn = Urn.Create(run.Stack, run.Project.Name, null, goal.Type, goal.Name);
        if (registered.Find(urn) is { } known)
        {
            return ProviderRegistry.Reference(known);
        }

        registered.Claim(ref goal);
        var work = await PlanAsync(goal, urn, registered.FindOld(goal, urn), cancellationToken);
        return ProviderRegistry.Reference(await work());
    }

    /// <returns>The work.</returns>
    /// <exception cref="RunStopped">Its settings are refused.</exception>
    public async Task<Func<Task<ResourceState>>> PlanAsync(Goal goal, string urn, ResourceState? old, CancellationToken cancellationToken)
    {
        var package = goal.Type[ProviderReference.TypePrefix.Length..];
        var inputs = old is { PendingReplacement: false } ? steps.Ignoring(goal, urn, old.Inputs) : goal.Inputs;
        inputs = goal.Need.Version.Length > 0 && !inputs.ContainsKey("version") ? inputs.SetItem("version", new PropertyValue.Text(goal.Need.Version)) : inputs;
        inputs = goal.Need.DownloadUrl.Length == 0 ? inputs
            : inputs.SetItem(ProviderCall.Internal,
                new PropertyValue.Map(PropertyMaps.Empty.Add("pluginDownloadURL", new PropertyValue.Text(goal.Need.DownloadUrl))));
        var provider = await providers.StartAsync(package, inputs, cancellationToken);
        var call = ProviderCall.Of(urn, old, inputs) with { IgnoreChanges = goal.IgnoreChanges, Preview = run.Preview };
        var outcome = await provider.CheckConfigAsync(call, cancellationToken);
        foreach (var fault in outcome.Faults)
        {
            run.Progress.Fault(urn, fault.Property.Length > 0 ? $"configuration '{fault.Property}' of provider '{package}' is refused: {fault.Reason}"
                : $"provider '{package}' refuses its configuration: {fault.Reason}");
        }

        if (!outcome.Faults.IsEmpty)
        {
            run.Progress.Stop();
            throw new RunStopped();
        }

        var wanted = goal.ToState(urn, provider: null) with { Inputs = outcome.Inputs, Id = old?.Id ?? "" };
        var work = await DecideAsync(goal, wanted, old is { PendingReplacement: true } ? null : old, provider, call with { Inputs = outcome.Inputs },
            cancellationToken);
        return async () =>
        {
            var state = await work();
            providers.Add(provider, state, cancellationToken);
            return state;
        };
    }

    /// <summary>Whether a resource has to be replaced because its provider is another one now.</summary>
    /// <remarks>An old provider that nobody knows any more cannot be compared; then the resource's own diff decides.</remarks>
    public async Task<bool> ReplacesAsync(string? before, string? now, IProvider provider, CancellationToken cancellationToken)
    {
        if (before == now || before is null || now is null || providers.StateOf(before) is not { } old || providers.StateOf(now) is not { } current)
        {
            return false;
        }

        var call = new ProviderCall { Urn = current.Urn, Id = current.Id, OldInputs = old.Inputs, OldOutputs = old.Outputs, Inputs = current.Inputs };
        return !(await provider.DiffConfigAsync(call, cancellationToken)).ReplaceKeys.IsEmpty;
    }

    private async Task<Func<Task<ResourceState>>> DecideAsync(
        Goal goal, ResourceState wanted, ResourceState? old, IProvider provider, ProviderCall call, CancellationToken cancellationToken)
    {
        if (old is null)
        {
            return () => MakeAsync(new Step(StepKind.Create, wanted.Urn, null, wanted), Fresh(wanted), cancellationToken);
        }

        var diff = await provider.DiffConfigAsync(call, cancellationToken);
        var verdict = Verdict.OfProvider(goal, old, wanted, diff);
        if (verdict.Replace)
        {
            steps.RefuseIfProtected(old, "replaced");
            registered.Replace(wanted.Urn, wanted);
            return async () =>
            {
                var step = verdict.On(new Step(StepKind.CreateReplacement, wanted.Urn, old, wanted));
                var made = await MakeAsync(step, Fresh(wanted), cancellationToken);
                run.Progress.Note(step with { Kind = StepKind.Replace, New = made });
                return made;
            };
        }

        return verdict.Update && diff.Changed is not false
            ? () => MakeAsync(verdict.On(new Step(StepKind.Update, wanted.Urn, old, wanted)),
                wanted with { Id = old.Id, Created = old.Created, Extra = old.Extra }, cancellationToken)
            : () => steps.KeepAsync(wanted, old, Outputs(wanted), cancellationToken);
    }

    private Task<ResourceState> MakeAsync(Step step, ResourceState wanted, CancellationToken cancellationToken) => runner.MakeAsync(
        step, null, replaces: step.Kind == StepKind.CreateReplacement,
        () => Task.FromResult<OperationOutcome>(new OperationOutcome.Done(wanted.Id, Outputs(wanted))),
        (done, _) => wanted with { Outputs = done.Outputs, Modified = run.Now() }, cancellationToken);

    private ResourceState Fresh(ResourceState wanted) =>
        wanted with { Id = run.Preview ? Signatures.Unknown : Guid.NewGuid().ToString(), Created = run.Now() };

    private static PropertyMap Outputs(ResourceState wanted) => wanted.Inputs.Remove(ProviderCall.Internal);
}
