using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Server.Delivery;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Campaigns;

/// <summary>
/// Writes into the ledger what happens to the recipients of a run. What became of them is gathered and written 500 at a time, or a tenth of a second later.
/// What the ledger does not take, for the disk is full, is tried again until it does: without it the next look would send it once more. What it will never
/// take, for its file is damaged, stops the run.
/// </summary>
internal sealed class RunJournal : IAsyncDisposable
{
    private const int PageSize = 500, MostWaiting = 10_000, TriesATold = 60;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100), RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Ledger ledger;
    private readonly Run run;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly CancellationToken stop;
    private readonly CancellationTokenSource stopping;
    private readonly Lock gate = new();
    private readonly Task writing;
    private Page open = new(), underWay = new();
    private bool isClosing;
    private Exception? failure;

    /// <param name="stop">After it nothing is tried again.</param>
    public RunJournal(Ledger ledger, Run run, TimeProvider time, ILogger log, CancellationToken stop)
    {
        (this.ledger, this.run, this.time, this.log, this.stop) = (ledger, run, time, log, stop);
        stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        writing = WriteAsync();
    }

    /// <summary>Nobody may leave any more: the run was stopped, or the ledger is damaged.</summary>
    public CancellationToken Stop => stopping.Token;

    /// <summary>Waits until not too much waits to be written.</summary>
    public async Task RoomAsync(CancellationToken cancellationToken)
    {
        while (Waiting() is { } page)
        {
            await page.Written.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Recipients leave; their pushes may when this is durable.</summary>
    public async Task LeaveAsync(int[] numbers, CancellationToken cancellationToken)
    {
        await RoomAsync(cancellationToken);
        await KeepAsync(() => ledger.LeaveAsync(run, numbers, cancellationToken));
    }

    /// <summary>One of them has an outcome.</summary>
    /// <param name="wasInDoubt">That it was is written already.</param>
    public void End(int number, Outcome outcome, bool wasInDoubt)
    {
        lock (gate)
        {
            open.Ended.Add((number, outcome));
            if (!wasInDoubt && outcome.Reached == Reached.InDoubt)
            {
                open.Doubts.Add(number);
            }

            Added_NeedsLock();
        }
    }

    /// <summary>One of them is in doubt, and has no outcome yet. Durable when the task ends.</summary>
    public Task DoubtAsync(int number, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            open.Doubts.Add(number);
            Added_NeedsLock();
            return open.Written.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>One of them left and surely got nothing: it comes again. Durable when the task ends.</summary>
    /// <param name="why">One word.</param>
    public Task ReturnAsync(int number, string why, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            open.Returned.Add((number, why));
            Added_NeedsLock();
            return open.Written.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Writes the rest, and that nobody is on the way any more: whoever left has an outcome, or surely got nothing.</summary>
    /// <exception cref="SqliteException">The ledger does not take it, and the run was stopped, or it is damaged.</exception>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosing = true;
            open.Begun.TrySetResult();
            open.Full.TrySetResult();
        }

        await writing;
        using var done = stopping;
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        await KeepAsync(() => ledger.RestAsync(run));
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            await open.Begun.Task;
            await open.Full.Task.WaitAsync(LongestWait, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (gate)
            {
                if (isClosing && open.Count == 0)
                {
                    return;
                }

                (underWay, open) = (open, new Page());
                if (isClosing)
                {
                    open.Begun.SetResult();
                    open.Full.SetResult();
                }
            }

            await WriteAsync(underWay);
        }
    }

    private async Task WriteAsync(Page page)
    {
        try
        {
            await KeepAsync(() => ledger.ArriveAsync(run, page.Ended, page.Doubts, page.Returned));
            page.Written.SetResult();
        }
        catch (Exception e) // kept for the end, and for whoever waits
        {
            failure = e;
            page.Written.SetException(e);
            _ = page.Written.Task.Exception; // seen: it may be that nobody waits
        }
    }

    private async Task KeepAsync(Func<Task> write)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await write();
                return;
            }
            catch (DamagedFileException e)
            {
                failure = e;
                await stopping.CancelAsync();
                throw;
            }
            catch (SqliteException e) when (!stop.IsCancellationRequested)
            {
                if (tries % TriesATold == 0)
                {
                    log.NotWritten(run.ActivityId, e);
                }

                await Task.Delay(RetryAfter, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // The page to wait for when too much waits to be written.
    private Page? Waiting()
    {
        lock (gate)
        {
            var writing = underWay.Written.Task.IsCompleted ? 0 : underWay.Count;
            return open.Count + writing <= MostWaiting ? null : writing > 0 ? underWay : open;
        }
    }

    private void Added_NeedsLock()
    {
        open.Begun.TrySetResult();
        if (open.Count >= PageSize)
        {
            open.Full.TrySetResult();
        }
    }

    /// <summary>What is written together.</summary>
    private sealed class Page
    {
        public List<(int Number, Outcome Outcome)> Ended { get; } = [];

        public List<int> Doubts { get; } = [];

        public List<(int Number, string Why)> Returned { get; } = [];

        public int Count => Ended.Count + Doubts.Count + Returned.Count;

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
