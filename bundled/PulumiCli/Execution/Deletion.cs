using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;

namespace Pinpush.PulumiCli.Execution;

/// <summary>What nobody wants any more goes.</summary>
internal sealed class Deletion(RunContext run, Registrations registered, Journal journal, ResourceSteps steps, StepRunner runner)
{
    /// <summary>Deletes every entry that this run has not touched, dependents first, independent ones side by side.</summary>
    /// <remarks>When one must not be deleted, none is.</remarks>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var plan = Departures.Of(await journal.UntouchedAsync(cancellationToken), run.Targets, [.. registered.Made]);
        foreach (var (urn, reason) in plan.Faults)
        {
            run.Progress.Fault(urn, reason);
        }

        // Later entries refer to earlier ones, never the other way, so waiting for the later ones cannot go in circles.
        var tasks = new Task<bool>[plan.Going.Length];
        for (var i = tasks.Length - 1; i >= 0; i--)
        {
            tasks[i] = GoAsync(plan.Going[i], [.. plan.Going[i].After.Select(j => tasks[j])], cancellationToken);
        }

        foreach (var task in tasks)
        {
            await task.WaitAsync(cancellationToken);
        }
    }

    // False: it is still there.
    private async Task<bool> GoAsync(Departures.Departure going, Task<bool>[] dependents, CancellationToken cancellationToken)
    {
        foreach (var dependent in dependents)
        {
            if (!await dependent)
            {
                return false;
            }
        }

        try
        {
            return await runner.TrackAsync(async () =>
            {
                await steps.DeleteAsync(going.Kind, going.Entry, marked: null, going.ByProvider, cancellationToken);
                return true;
            }, cancellationToken);
        }
        catch (RunStopped)
        {
            return false;
        }
        catch (Failure e)
        {
            _ = run.Progress.Failing(going.Entry.Urn, e.Message);
            return false;
        }
    }
}
