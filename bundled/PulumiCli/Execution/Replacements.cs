using System.Collections.Concurrent;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Execution;

/// <summary>A resource gives way to a new one.</summary>
internal sealed class Replacements(Registrations registered, Journal journal, ProviderRegistry providers, ResourceSteps steps)
{
    private readonly ConcurrentDictionary<string, Task> deleting = new(StringComparer.Ordinal);

    /// <summary>Makes the new one first, or, where the provider cannot have both, deletes the old one first with all that stands on it.</summary>
    /// <returns>The work.</returns>
    public async Task<Func<Task<ResourceState>>> PlanAsync(
        ResourceState wanted, ResourceState old, IProvider provider, Verdict verdict, CancellationToken cancellationToken)
    {
        if (!verdict.DeleteFirst)
        {
            return () => steps.ReplaceAsync(wanted, old, provider, verdict, stays: true, cancellationToken);
        }

        var dependents = await DependentsAsync(old, cancellationToken);
        foreach (var dependent in dependents)
        {
            steps.RefuseIfProtected(dependent, "replaced");
        }

        // What is deleted here is, from this moment, a resource to be made anew, whoever asks for it.
        List<(ResourceState Old, ResourceState Marked)> leaving = [.. dependents.Append(old).Select(o => (o, o with { PendingReplacement = true }))];
        var deletions = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var (_, marked) in leaving)
        {
            registered.Remake(marked);
            deleting[marked.Urn] = deletions.Task;
        }

        return async () =>
        {
            try
            {
                foreach (var (former, marked) in leaving)
                {
                    await steps.DeleteAsync(StepKind.DeleteReplaced, former, marked, byProvider: !former.RetainOnDelete, cancellationToken);
                }
            }
            finally
            {
                deletions.TrySetResult(); // after a failure nobody goes on: the run has been stopped
            }

            return await steps.ReplaceAsync(wanted, leaving[^1].Marked, provider, verdict, stays: false, cancellationToken);
        };
    }

    /// <summary>Makes anew what was deleted for its replacement, in this run or in one that was broken off, or what was only read so far.</summary>
    public async Task<ResourceState> RemakeAsync(ResourceState wanted, ResourceState old, IProvider provider, CancellationToken cancellationToken)
    {
        if (deleting.TryGetValue(old.Urn, out var deletion))
        {
            await deletion.WaitAsync(cancellationToken);
        }

        return await steps.ReplaceAsync(wanted, old, provider, Verdict.OfGone(old, wanted), stays: false, cancellationToken);
    }

    // What has to go before this resource can: everything that depends on it and would itself be replaced by its change. Latest first.
    private async Task<List<ResourceState>> DependentsAsync(ResourceState root, CancellationToken cancellationToken)
    {
        List<ResourceState> found = [];
        HashSet<string> leaving = new(StringComparer.Ordinal) { root.Urn };
        foreach (var candidate in await journal.UntouchedAsync(cancellationToken))
        {
            if (candidate is { Custom: true, External: false, Delete: false, PendingReplacement: false } && !registered.IsClaimed(candidate.Urn)
                && !leaving.Contains(candidate.Urn) && await FollowsAsync(candidate, leaving, cancellationToken))
            {
                leaving.Add(candidate.Urn);
                found.Insert(0, candidate);
            }
        }

        return found;
    }

    private async Task<bool> FollowsAsync(ResourceState candidate, HashSet<string> leaving, CancellationToken cancellationToken)
    {
        if (candidate.Provider is not { } reference)
        {
            return false;
        }

        if (leaving.Contains(ProviderReference.Parse(reference).Urn))
        {
            return true;
        }

        var keys = candidate.PropertyDependencies.Where(p => p.Value.Any(leaving.Contains)).Select(p => p.Key).Where(candidate.Inputs.ContainsKey).ToList();
        if (keys.Count == 0)
        {
            return false;
        }

        var inputs = candidate.Inputs.SetItems(keys.Select(k => KeyValuePair.Create(k, PropertyValue.NotKnown)));
        var provider = await providers.GetAsync(reference, cancellationToken);
        var call = ProviderCall.Of(candidate.Urn, candidate, inputs) with { IgnoreChanges = candidate.IgnoreChanges };
        return !(await provider.DiffAsync(call, cancellationToken)).ReplaceKeys.IsEmpty;
    }
}
