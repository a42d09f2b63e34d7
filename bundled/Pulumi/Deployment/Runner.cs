using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Counts what is still under way, so that a run ends when nothing is, or when something has failed.</summary>
internal sealed class Runner
{
    private readonly Lock _lock = new();
    private readonly List<Exception> _failures = [];
    private int _inFlight;
    private TaskCompletionSource? _change;

    public void Track(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        lock (_lock)
        {
            _inFlight++;
        }

        task.ContinueWith(Finish, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits for the end of all that is tracked, and of what that starts in turn; or for a first failure.</summary>
    /// <returns>What had failed by then, each fault once although many outputs may carry it.</returns>
    public async Task<ImmutableArray<Exception>> WaitAsync()
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (_inFlight == 0 || _failures.Count > 0)
                {
                    return [.. _failures.Distinct()];
                }

                _change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                change = _change.Task;
            }

            await change.ConfigureAwait(false);
        }
    }

    private void Finish(Task task)
    {
        lock (_lock)
        {
            _inFlight--;
            if (task.Exception is { } fault)
            {
                _failures.AddRange(fault.Flatten().InnerExceptions);
            }
            else if (task.IsCanceled)
            {
                _failures.Add(new TaskCanceledException(task));
            }

            if (_inFlight == 0 || _failures.Count > 0)
            {
                _change?.TrySetResult();
            }
        }
    }
}
