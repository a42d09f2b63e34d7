using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>A resource gives way to a new one.</summary>
internal sealed partial class Run
{
    private async Task<Func<Task<ResourceState>>> PlanReplacementAsync(
        Goal goal, ResourceState wanted, ResourceState old, IProvider provider, ProviderCall check, Verdict verdict)
    {
        RefuseIfProtected(old, "replaced");
        replaced.Add(wanted.Urn);
        if (old.Urn != wanted.Urn)
        {
            replaced.Add(old.Urn);
        }

        // Without the old inputs, so that an automatic name comes out different.
        wanted = wanted with { Inputs = await CheckAsync(provider, check), Extra = old.Extra };
        if (!verdict.DeleteFirst)
        {
            return () => CreateThenReplaceAsync(old, wanted, provider, verdict);
        }

        var dependents = await DependentsToReplaceAsync(old);
        foreach (var dependent in dependents)
        {
            RefuseIfProtected(dependent, "replaced");
        }

        // What is deleted here is, from this moment, a resource to be made anew, whoever asks for it.
        List<ResourceState> leaving = [.. dependents, old];
        List<(ResourceState Old, ResourceState Marked)> marks = [.. leaving.Select(o => (o, o with { PendingReplacement = true }))];
        var deletions = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var (former, marked) in marks)
        {
            replaced.Add(former.Urn);
            olds[former.Urn] = marked;
            deleting[former.Urn] = deletions.Task;
        }

        return async () =>
        {
            try
            {
                foreach (var (former, marked) in marks)
                {
                    await DeleteFirstAsync(former, marked);
                }
            }
            finally
            {
                deletions.TrySetResult(); // after a failure nobody goes on: the run has been stopped
            }

            return await ReplaceGoneAsync(marks[^1].Marked, wanted, provider, verdict);
        };
    }

    private async Task<ResourceState> CreateThenReplaceAsync(ResourceState old, ResourceState wanted, IProvider provider, Verdict verdict)
    {
        var step = verdict.On(new Step(StepKind.CreateReplacement, wanted.Urn, old, wanted));
        var result = await DoAsync(step, PendingOperation.Creating, () => Create(wanted, provider), async (done, reasons, operation) =>
        {
            var made = Made(wanted, done, reasons);
            await journal.RecordReplacementAsync(operation, old, made, ToItsEnd);
            return made;
        });
        Note(step with { Kind = StepKind.Replace, New = result });
        return news[wanted.Urn] = result;
    }

    /// <summary>Makes anew what was deleted for its replacement, in this run or in one that was broken off, or what was only read so far.</summary>
    private async Task<ResourceState> ReplaceGoneAsync(ResourceState old, ResourceState wanted, IProvider provider, Verdict? verdict = null)
    {
        if (verdict is null && deleting.TryGetValue(old.Urn, out var deletion))
        {
            await deletion.WaitAsync(ToItsEnd);
        }

        var step = new Step(StepKind.CreateReplacement, wanted.Urn, old, wanted);
        step = verdict?.On(step) ?? step with { Changes = [.. ObjectDiff.Compare(old.Inputs, wanted.Inputs)] };
        var result = await DoAsync(step, PendingOperation.Creating, () => Create(wanted, provider), async (done, reasons, operation) =>
        {
            var made = Made(wanted, done, reasons);
            await (old.External
                ? journal.RecordReplacementAsync(operation, old, made, ToItsEnd) : journal.RecordAsync(operation, old, made, quietly: false, ToItsEnd));
            return made;
        });
        Note(step with { Kind = StepKind.Replace, New = result });
        return news[wanted.Urn] = result;
    }

    private Task<ResourceState> DeleteFirstAsync(ResourceState old, ResourceState marked) =>
        DoAsync(new Step(StepKind.DeleteReplaced, old.Urn, old, null), PendingOperation.Deleting,
            () => DeleteAsync(old, skip: old.RetainOnDelete), async (_, _, operation) =>
        {
            await journal.MarkAsync(operation, old, marked, ToItsEnd);
            return marked;
        });

    /// <summary>What has to go before this resource can: everything that depends on it and would itself be replaced by its change. Latest first.</summary>
    private async Task<List<ResourceState>> DependentsToReplaceAsync(ResourceState root)
    {
        List<ResourceState> found = [];
        HashSet<string> leaving = new(StringComparer.Ordinal) { root.Urn };
        foreach (var candidate in await journal.UntouchedAsync(ToItsEnd))
        {
            if (!candidate.Custom || candidate.External || candidate.Delete || candidate.PendingReplacement || claimed.ContainsKey(candidate.Urn)
                || leaving.Contains(candidate.Urn))
            {
                continue;
            }

            if (candidate.Provider is { } provider && leaving.Contains(ProviderReference.Parse(provider).Urn))
            {
                leaving.Add(candidate.Urn);
                found.Insert(0, candidate);
                continue;
            }

            var keys = candidate.PropertyDependencies.Where(p => p.Value.Any(leaving.Contains)).Select(p => p.Key).Where(candidate.Inputs.ContainsKey).ToList();
            if (keys.Count > 0 && candidate.Provider is { } reference)
            {
                var inputs = candidate.Inputs.SetItems(keys.Select(k => KeyValuePair.Create(k, PropertyValue.NotKnown)));
                var asked = await (await providers.GetAsync(reference, ToItsEnd)).DiffAsync(
                    new ProviderCall
                    {
                        Urn = candidate.Urn,
                        Id = candidate.Id,
                        OldInputs = candidate.Inputs,
                        OldOutputs = candidate.Outputs,
                        Inputs = inputs,
                        IgnoreChanges = candidate.IgnoreChanges,
                    }, ToItsEnd);
                if (!asked.ReplaceKeys.IsEmpty)
                {
                    leaving.Add(candidate.Urn);
                    found.Insert(0, candidate);
                }
            }
        }

        return found;
    }

    private void RefuseIfProtected(ResourceState old, string verb)
    {
        if (!old.Protect)
        {
            return;
        }

        var message =
            $"the resource '{Urn.NameOf(old.Urn)}' is protected and cannot be {verb}. Take the option protect away from it and run an update first, then "
                + "repeat this.";
        if (!context.Preview)
        {
            throw Failing(old.Urn, message);
        }

        Fault(old.Urn, message);
    }
}
