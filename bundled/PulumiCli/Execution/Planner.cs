using System.Security.Cryptography;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Execution;

/// <summary>Asks the providers what a resource takes; what follows from the answers is decided without them, in <c>Planning/</c>.</summary>
internal sealed class Planner(
    RunContext run, Registrations registered, ProviderRegistry providers, ProviderSteps configured, Replacements replacements, ResourceSteps steps,
    StepRunner runner)
{
    /// <summary>From a goal to the work that it takes.</summary>
    /// <remarks>
    /// 1. URN. 2. The old resource, also by aliases. 3. Provider. 4. Import. 5. ignoreChanges. 6. Check. 7. Decide.
    /// Source: Pulumi engine, step generator.
    /// </remarks>
    /// <returns>The work.</returns>
    /// <exception cref="Failure">It cannot be what the program wants.</exception>
    public async Task<Func<Task<ResourceState>>> PlanAsync(Goal goal, CancellationToken cancellationToken)
    {
        var (urn, old) = Claim(ref goal); // 1, 2
        if (!registered.IsMeant(goal, urn, old))
        {
            return old is not null ? () => LeaveAsync(goal, urn, old, cancellationToken)
                : throw new Failure($"{urn} does not exist yet and is no target, so what needs it could not be made. Name it with --target too.");
        }

        if (ProviderReference.IsProviderType(goal.Type))
        {
            return await configured.PlanAsync(goal, urn, old, cancellationToken);
        }

        if (!goal.Custom)
        {
            return PlanComponent(goal.ToState(urn, goal.Provider.Length > 0 ? goal.Provider : null), old, cancellationToken);
        }

        var (wanted, provider) = await ProviderOfAsync(goal, urn, cancellationToken); // 3
        if (goal.ImportId.Length > 0 && (old is null || old.External || (old.ImportId != goal.ImportId && old.Id != goal.ImportId)))
        {
            return () => ImportAsync(goal, wanted, old, provider, cancellationToken); // 4
        }

        var kept = old is { External: false, PendingReplacement: false } ? old : null;
        var call = CallOf(goal, urn, kept); // 5
        wanted = wanted with { Inputs = await CheckAsync(provider, call, cancellationToken) }; // 6
        if (kept is null)
        {
            return old is null ? () => steps.CreateAsync(wanted, provider, cancellationToken)
                : () => replacements.RemakeAsync(wanted, old, provider, cancellationToken);
        }

        var verdict = await JudgeAsync(goal, wanted, kept, provider, call with { Inputs = wanted.Inputs }, cancellationToken); // 7
        if (!verdict.Replace)
        {
            return () => ChangeAsync(wanted, kept, provider, verdict, cancellationToken);
        }

        steps.RefuseIfProtected(kept, "replaced");
        registered.Replace(urn, kept);
        // Without the old inputs, so that an automatic name comes out different.
        var anew = call with { OldInputs = PropertyMaps.Empty, OldOutputs = PropertyMaps.Empty, Id = "" };
        wanted = wanted with { Inputs = await CheckAsync(provider, anew, cancellationToken), Extra = kept.Extra };
        return await replacements.PlanAsync(wanted, kept, provider, verdict, cancellationToken);
    }

    private (string Urn, ResourceState? Old) Claim(ref Goal goal)
    {
        run.Redactor.Learn(goal.Inputs);
        var urn = registered.Claim(ref goal);
        run.Progress.StackUrn ??= goal.Type == Urn.StackType ? urn : null;
        return (urn, registered.FindOld(goal, urn));
    }

    private async Task<(ResourceState Wanted, IProvider Provider)> ProviderOfAsync(Goal goal, string urn, CancellationToken cancellationToken)
    {
        var reference = await configured.ForAsync(goal, urn, cancellationToken);
        return (goal.ToState(urn, reference), await providers.GetAsync(reference, cancellationToken));
    }

    private ProviderCall CallOf(Goal goal, string urn, ResourceState? old) =>
        ProviderCall.Of(urn, old, old is null ? goal.Inputs : steps.Ignoring(goal, urn, old.Inputs)) with
        {
            IgnoreChanges = goal.IgnoreChanges,
            Preview = run.Preview,
            Seed = RandomNumberGenerator.GetBytes(32),
        };

    // What is no target stays as it is recorded.
    private async Task<ResourceState> LeaveAsync(Goal goal, string urn, ResourceState old, CancellationToken cancellationToken)
    {
        var kept = await steps.LeaveAsync(old with { Urn = urn, Parent = goal.Parent }, old, cancellationToken);
        if (kept.IsProvider)
        {
            providers.Add(await providers.StartAsync(new ProviderReference(urn, kept.Id).Package, kept.Inputs, cancellationToken), kept, cancellationToken);
        }

        return kept;
    }

    private Func<Task<ResourceState>> PlanComponent(ResourceState wanted, ResourceState? old, CancellationToken cancellationToken) => old is null || old.Custom
        ? () => steps.CreateAsync(wanted, provider: null, cancellationToken)
        : () => ChangeAsync(wanted, old, provider: null, Verdict.OfComponent(old, wanted), cancellationToken);

    private Task<ResourceState> ChangeAsync(
        ResourceState wanted, ResourceState old, IProvider? provider, Verdict verdict, CancellationToken cancellationToken) =>
        verdict.Update ? steps.UpdateAsync(wanted, old, provider, verdict, cancellationToken) : steps.KeepAsync(wanted, old, outputs: null, cancellationToken);

    private async Task<PropertyMap> CheckAsync(IProvider provider, ProviderCall call, CancellationToken cancellationToken)
    {
        var outcome = await provider.CheckAsync(call, cancellationToken);
        if (outcome.Faults.IsEmpty)
        {
            // The provider may drop marks; what the program calls a secret stays one.
            var marked = outcome.Inputs.MarkedAs(call.Inputs);
            run.Redactor.Learn(marked);
            return marked;
        }

        foreach (var fault in outcome.Faults)
        {
            run.Progress.Fault(
                call.Urn, fault.Property.Length > 0 ? $"property '{fault.Property}' is refused: {fault.Reason}" : $"the inputs are refused: {fault.Reason}");
        }

        run.Progress.Stop();
        throw new RunStopped();
    }

    private async Task<Verdict> JudgeAsync(
        Goal goal, ResourceState wanted, ResourceState old, IProvider provider, ProviderCall call, CancellationToken cancellationToken)
    {
        // As the official engine: no provider is asked about what is replaced on purpose.
        if (registered.Purpose(goal, wanted.Urn, old) is { } purpose)
        {
            return Verdict.OnPurpose(purpose, goal, old, wanted);
        }

        List<string> reasons = [];
        if (await configured.ReplacesAsync(old.Provider, wanted.Provider, provider, cancellationToken))
        {
            reasons.Add("provider");
        }

        if (old.ReplacementTrigger is { } before && goal.ReplacementTrigger is { } now && !PropertyEquality.Same(before, now))
        {
            if (now.HasUnknowns() && !run.Preview)
            {
                throw run.Progress.Failing(wanted.Urn, $"replacement trigger contains unknowns for {wanted.Urn}");
            }

            reasons.Add("replacementTrigger");
        }

        return Verdict.Of(goal, old, wanted, await provider.DiffAsync(call, cancellationToken), reasons);
    }

    /// <summary>From a resource that the program does not manage to the work of reading it.</summary>
    /// <param name="id">Null when it is not known yet, in a preview.</param>
    public async Task<Func<Task<ResourceState>>> PlanReadAsync(Goal goal, string? id, CancellationToken cancellationToken)
    {
        var (urn, old) = Claim(ref goal);
        var (wanted, provider) = await ProviderOfAsync(goal, urn, cancellationToken);
        wanted = wanted with { External = true, Id = id ?? "" };
        var managed = old is { External: false } && old.Id != id;
        var call = new ProviderCall { Urn = urn, Id = id ?? "", OldInputs = goal.Inputs, OldOutputs = goal.Inputs, Timeout = goal.Timeouts.Read };
        return () => runner.MakeAsync(
            new Step(managed ? StepKind.ReadReplacement : StepKind.Read, urn, old, wanted), PendingOperation.Reading, replaces: managed,
            () => id is null ? Task.FromResult<OperationOutcome>(new OperationOutcome.Done(Signatures.Unknown, PropertyMaps.Empty))
                : ExistingAsync(provider, call, cancellationToken),
            (done, reasons) => wanted with
            {
                Id = done.Id,
                Outputs = done.Outputs.Annotated(goal.Inputs, goal.AdditionalSecretOutputs),
                InitErrors = reasons,
            }, cancellationToken);
    }

    /// <remarks>1. Read. 2. Check the program's inputs against what was read. 3. An update where they differ; a replacement is refused.</remarks>
    private async Task<ResourceState> ImportAsync(
        Goal goal, ResourceState wanted, ResourceState? old, IProvider provider, CancellationToken cancellationToken)
    {
        var managed = old is { External: false };
        if (managed)
        {
            steps.RefuseIfProtected(old!, "replaced by an import"); // not null: it is managed
        }

        var read = new ProviderCall { Urn = wanted.Urn, Id = goal.ImportId, Timeout = goal.Timeouts.Read };
        var step = new Step(managed ? StepKind.ImportReplacement : StepKind.Import, wanted.Urn, old, wanted with { Id = goal.ImportId });
        var imported = await runner.MakeAsync(step, PendingOperation.Importing, replaces: managed, () => ExistingAsync(provider, read, cancellationToken),
            (done, reasons) => steps.Made(wanted, done, reasons) with { Inputs = done.Inputs ?? PropertyMaps.Empty }, cancellationToken); // 1
        var call = CallOf(goal, wanted.Urn, imported);
        wanted = wanted with { Inputs = await CheckAsync(provider, call, cancellationToken) }; // 2
        var verdict = await JudgeAsync(goal, wanted, imported, provider, call with { Inputs = wanted.Inputs }, cancellationToken);
        return !verdict.Replace ? await ChangeAsync(wanted, imported, provider, verdict, cancellationToken) // 3
            : throw run.Progress.Failing(wanted.Urn,
                $"the imported resource would have to be replaced, because of: {string.Join(", ", verdict.ReplaceKeys)}. "
                    + "Make the program's inputs those of the resource.");
    }

    private static async Task<OperationOutcome> ExistingAsync(IProvider provider, ProviderCall call, CancellationToken cancellationToken) =>
        await provider.ReadAsync(call, cancellationToken) is var outcome && outcome is OperationOutcome.Done { Id: "" }
            ? new OperationOutcome.Failed($"resource '{call.Id}' does not exist", OutcomeUnknown: false)
            : outcome;
}
