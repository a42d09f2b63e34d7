using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Execution;

/// <summary>Carries out one step: noted before the provider is called, recorded before anybody hears of it. So many of them run at once.</summary>
internal sealed class StepRunner(RunContext run, Registrations registered, Journal journal) : IDisposable
{
    private readonly SemaphoreSlim slots = new(run.Parallel);
    private readonly ConcurrentDictionary<Task, byte> running = new();

    /// <summary>Makes or changes a resource.</summary>
    /// <param name="pendingType">Null when no provider is called.</param>
    /// <param name="replaces">The old entry stays behind until its deletion.</param>
    /// <param name="act">The provider's operation.</param>
    /// <param name="made">The entry, from the outcome and, when the resource is not in order, the reasons.</param>
    /// <exception cref="RunStopped">It failed, or the run has been stopped.</exception>
    public async Task<ResourceState> MakeAsync(
        Step step, string? pendingType, bool replaces, Func<Task<OperationOutcome>> act,
        Func<OperationOutcome.Done, ImmutableArray<string>, ResourceState> made, CancellationToken cancellationToken) =>
        registered.Put(await RunAsync(step, pendingType, act, async (operation, done, reasons) =>
        {
            var state = made(done, reasons);
            await (replaces && step.Old is { } old
                ? journal.RecordReplacementAsync(operation, old, state, cancellationToken)
                : journal.RecordAsync(operation, step.Old, state, quietly: false, cancellationToken));
            return state;
        }, cancellationToken));

    /// <summary>Takes a resource away.</summary>
    /// <param name="marked">What stands in its place in the state; null for nothing.</param>
    /// <inheritdoc cref="MakeAsync"/>
    public Task TakeAsync(
        Step step, string? pendingType, ResourceState old, ResourceState? marked, Func<Task<OperationOutcome>> act, CancellationToken cancellationToken) =>
        RunAsync(step, pendingType, act, async (operation, _, _) =>
        {
            await (marked is null ? journal.RemoveAsync(operation, old, cancellationToken) : journal.MarkAsync(operation, old, marked, cancellationToken));
            return marked ?? old;
        }, cancellationToken);

    /// <summary>Runs the work to its end even when the one who asked for it goes away.</summary>
    public async Task<T> TrackAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var task = Task.Run(work, cancellationToken);
        running[task] = 0;
        try
        {
            return await task;
        }
        finally
        {
            running.TryRemove(task, out _);
        }
    }

    /// <summary>Waits for what runs.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (running.Keys.FirstOrDefault() is { } task)
        {
            try
            {
                await task.WaitAsync(cancellationToken);
            }
            catch (Exception e) when (e is RunStopped or Failure)
            {
                // Whoever waits for the step hears of it.
            }

            running.TryRemove(task, out _);
        }
    }

    public void Dispose() => slots.Dispose();

    private async Task<ResourceState> RunAsync(
        Step step, string? pendingType, Func<Task<OperationOutcome>> act,
        Func<PendingOperation?, OperationOutcome.Done, ImmutableArray<string>, Task<ResourceState>> record, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            run.Progress.ThrowIfStopped();
            var began = run.Progress.Begin(step);
            var operation = pendingType is null ? null : await journal.BeginAsync(step.New ?? step.State, pendingType, cancellationToken);
            OperationOutcome outcome;
            try
            {
                outcome = await act();
            }
            catch (Failure e)
            {
                outcome = new OperationOutcome.Failed(e.Message, OutcomeUnknown: false); // the provider was never reached
            }

            var words = StepWords.Of(step.Kind).Running;
            switch (outcome)
            {
                case OperationOutcome.Done done:
                    var state = await record(operation, done, []);
                    run.Redactor.Learn(state.Outputs);
                    run.Progress.End(step with { New = step.New is null ? null : state }, succeeded: true, began);
                    return state;
                case OperationOutcome.Partial partial:
                    var half = await record(operation, new OperationOutcome.Done(partial.Id, partial.Outputs, partial.Inputs), partial.Reasons);
                    throw Failing(step with { New = half }, $"{words} left the resource incomplete: {string.Join("; ", partial.Reasons)}", began);
                case OperationOutcome.Failed failed:
                    if (operation is not null && !failed.Lost)
                    {
                        await journal.AbandonAsync(operation, cancellationToken);
                    }

                    run.Progress.MaybeCorrupt |= failed.OutcomeUnknown && !run.Preview;
                    throw Failing(step, $"{words} failed: {failed.Message}", began);
                case var other:
                    throw new InvalidOperationException($"An outcome of no known kind: {other.GetType()}.");
            }
        }
        finally
        {
            slots.Release();
        }
    }

    private RunStopped Failing(Step step, string message, long began)
    {
        run.Progress.Fault(step.Urn, message);
        run.Progress.End(step, succeeded: false, began);
        run.Progress.Stop();
        return new RunStopped();
    }
}
