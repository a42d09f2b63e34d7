using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>What nobody wants any more goes.</summary>
internal sealed partial class Run
{
    /// <summary>Deletes every entry that this run has not touched, dependents first, independent ones side by side.</summary>
    /// <remarks>A protected one among them is an error, and then none is deleted.</remarks>
    public async Task DeleteUntouchedAsync(CancellationToken cancellationToken)
    {
        var all = Leaving(await journal.UntouchedAsync(cancellationToken));
        var guarded = all.Where(r => r.Protect && !r.Delete && !r.PendingReplacement).ToList();
        foreach (var resource in guarded)
        {
            Fault(resource.Urn,
                $"the resource '{Urn.NameOf(resource.Urn)}' is protected and cannot be deleted. "
                    + "Take the option protect away from it and run an update first, then repeat this.");
        }

        if (guarded.Count > 0)
        {
            return;
        }

        // Later entries refer to earlier ones, never the other way, so waiting for the later ones cannot go in circles.
        var leaving = all.Where(r => !r.RetainOnDelete).Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        var tasks = new Task<bool>[all.Count];
        for (var i = all.Count - 1; i >= 0; i--)
        {
            var entry = all[i];
            var dependents = Enumerable.Range(i + 1, all.Count - i - 1).Where(j => all[j].Urn != entry.Urn && all[j].References().Contains(entry.Urn))
                .Select(j => tasks[j]).ToArray();
            tasks[i] = DeleteOneAsync(entry, dependents, entry.DeletedWith is { } with && leaving.Contains(with));
        }

        foreach (var task in tasks)
        {
            await task.WaitAsync(cancellationToken);
        }
    }

    // False: it is still there.
    private async Task<bool> DeleteOneAsync(ResourceState old, Task<bool>[] dependents, bool goesWithAnother)
    {
        foreach (var dependent in dependents)
        {
            if (!await dependent)
            {
                return false;
            }
        }

        var kind = old.PendingReplacement ? StepKind.RemovePendingReplace
            : old.External ? old.Delete ? StepKind.DiscardReplaced : StepKind.ReadDiscard
            : old.Delete ? StepKind.DeleteReplaced : StepKind.Delete;
        var calls = old is { Custom: true, IsProvider: false, External: false, PendingReplacement: false, RetainOnDelete: false } && !goesWithAnother;
        try
        {
            await TrackAsync(() => DoAsync(new Step(kind, old.Urn, old, null), calls ? PendingOperation.Deleting : null,
                () => context.Preview && calls && kind == StepKind.Delete ? ForetellAsync(old) : DeleteAsync(old, skip: !calls), async (_, _, operation) =>
            {
                await journal.RemoveAsync(operation, old, ToItsEnd);
                return old;
            }));
            return true;
        }
        catch (RunStopped)
        {
            return false;
        }
        catch (Failure e)
        {
            Fault(old.Urn, e.Message);
            Stop();
            return false;
        }
    }

    // A preview calls no Delete, so the plugins of this project tell by a function what one takes along; those of others have no such function.
    private async Task<OperationOutcome> ForetellAsync(ResourceState old)
    {
        try
        {
            var provider = await providers.GetAsync(old.Provider ?? throw new Failure($"The state names no provider for {old.Urn}."), ToItsEnd);
            var arguments = PropertyMaps.Empty.Add("urn", new PropertyValue.Text(old.Urn)).Add("id", new PropertyValue.Text(old.Id))
                .Add("inputs", new PropertyValue.Map(old.Inputs)).Add("outputs", new PropertyValue.Map(old.Outputs));
            if ((await provider.InvokeAsync("pinpush:index:loss", arguments, preview: true, ToItsEnd)).Result.TextOf("loss") is { } loss)
            {
                context.Say(Severity.Warning, old.Urn, loss);
            }
        }
        catch (Failure)
        {
            // whatever keeps it from answering is told when it is to delete
        }

        return new OperationOutcome.Done(old.Id, PropertyMaps.Empty);
    }

    private async Task<OperationOutcome> DeleteAsync(ResourceState old, bool skip)
    {
        if (skip || context.Preview)
        {
            return new OperationOutcome.Done(old.Id, PropertyMaps.Empty);
        }

        var provider = await providers.GetAsync(old.Provider ?? throw new Failure($"The state names no provider for {old.Urn}."), ToItsEnd);
        return await provider.DeleteAsync(
            new ProviderCall { Urn = old.Urn, Id = old.Id, OldInputs = old.Inputs, OldOutputs = old.Outputs, Timeout = old.Timeouts.Delete }, ToItsEnd);
    }
}
