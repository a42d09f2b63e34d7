using System.Collections.Immutable;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Execution;

/// <summary>Asks the providers what became of each resource, and takes that into the state.</summary>
internal sealed class Refresh(RunContext run, ProviderRegistry providers)
{
    private volatile bool failed;

    /// <summary>The entries as they are now; what is gone is left out, and so are references to it. An entry that cannot be read stays as it is.</summary>
    public async Task<ImmutableArray<ResourceState>> RunAsync(ImmutableArray<ResourceState> resources, CancellationToken cancellationToken)
    {
        var results = new ResourceState?[resources.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, resources.Length),
            new ParallelOptions { MaxDegreeOfParallelism = run.Parallel, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var old = resources[i];
            var asked = old is { Custom: true, IsProvider: false, Delete: false, PendingReplacement: false, Provider: not null }
                && run.Targets.Contains(old.Urn) && !run.Progress.Stopped.IsCancellationRequested && !failed;
            results[i] = asked ? await OneAsync(old, token) : old;
        });

        // A parent that is gone takes nobody with it: its children go on below the stack.
        var there = results.OfType<ResourceState>().ToList();
        var urns = there.Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        var stack = there.FirstOrDefault(r => r.IsStack)?.Urn;
        return [.. there.Select(r => r.References().All(urns.Contains) ? r : Without(r, urns, stack))];
    }

    private async Task<ResourceState?> OneAsync(ResourceState old, CancellationToken cancellationToken)
    {
        var step = new Step(StepKind.Refresh, old.Urn, old, old);
        var began = run.Progress.Begin(step);
        OperationOutcome outcome;
        try
        {
            var provider = await providers.GetAsync(old.Provider!, cancellationToken); // not null: only such are asked
            outcome = await provider.ReadAsync(new ProviderCall
            {
                Urn = old.Urn,
                Id = old.Id,
                OldInputs = old.Inputs,
                OldOutputs = old.Outputs,
                Timeout = old.Timeouts.Read,
            }, cancellationToken);
        }
        catch (Failure e)
        {
            outcome = new OperationOutcome.Failed(e.Message, OutcomeUnknown: false);
        }

        switch (outcome)
        {
            case OperationOutcome.Done { Id: "" }:
                return End(step with { Kind = StepKind.Delete, New = null }, began, null);
            case OperationOutcome.Done done:
                return End(Compared(step, old, Taken(old, done, [])), began, null);
            case OperationOutcome.Partial partial:
                run.Progress.Say(Severity.Warning, old.Urn, $"the resource exists but is not in order: {string.Join("; ", partial.Reasons)}");
                return End(Compared(step, old, Taken(old, new OperationOutcome.Done(partial.Id, partial.Outputs, partial.Inputs), partial.Reasons)), began,
                    null);
            default:
                return End(step, began, $"refreshing failed: {((OperationOutcome.Failed)outcome).Message}");
        }
    }

    private ResourceState? End(Step step, long began, string? fault)
    {
        if (fault is not null)
        {
            failed = true;
            run.Progress.Fault(step.Urn, fault);
        }

        run.Progress.End(step, fault is null, began);
        return step.New;
    }

    private ResourceState Taken(ResourceState old, OperationOutcome.Done done, ImmutableArray<string> reasons)
    {
        var inputs = (done.Inputs ?? old.Inputs).MarkedAs(old.Inputs);
        var read = old with
        {
            Id = done.Id,
            Inputs = old.External ? old.Inputs : inputs,
            Outputs = done.Outputs.MarkedAs(old.Outputs).Annotated(inputs, old.AdditionalSecretOutputs),
            InitErrors = reasons,
        };
        run.Redactor.Learn(read.Inputs);
        run.Redactor.Learn(read.Outputs);
        return read;
    }

    private Step Compared(Step step, ResourceState old, ResourceState read)
    {
        var changes = ObjectDiff.Compare(old.Outputs, read.Outputs).Select(c => c with { OfInputs = false }).ToImmutableArray();
        return changes.IsEmpty && PropertyEquality.Same(old.Inputs, read.Inputs)
            ? step with { Kind = StepKind.Same, New = read }
            : step with
            {
                Kind = StepKind.Update,
                New = read with { Modified = run.Now() },
                Changes = changes,
                DiffKeys = [.. changes.Select(c => c.Path.ToString())],
            };
    }

    private static ResourceState Without(ResourceState resource, HashSet<string> urns, string? stack) => resource with
    {
        Parent = resource.Parent is { } parent && !urns.Contains(parent) ? stack : resource.Parent,
        DeletedWith = resource.DeletedWith is { } with && urns.Contains(with) ? with : null,
        Dependencies = [.. resource.Dependencies.Where(urns.Contains)],
        ReplaceWith = [.. resource.ReplaceWith.Where(urns.Contains)],
        PropertyDependencies = ResourceState.NoPropertyDependencies.AddRange(
            resource.PropertyDependencies.Select(p => KeyValuePair.Create(p.Key, p.Value.Where(urns.Contains).ToImmutableArray()))),
    };
}
