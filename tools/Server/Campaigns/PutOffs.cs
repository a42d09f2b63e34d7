using Pinpush.Gateways.Senders;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Campaigns;

/// <summary>
/// The recipients of a stream whose push was put off, each until its time comes, and how many of the others are still open. Safe to call from many threads.
/// </summary>
/// <remarks>
/// Who waits, and since when, is known to this process alone: a run that goes on after a pause, a restart or a kill tries everybody at once, and grants each
/// of them <see cref="DeliveryPolicy.Patience"/> anew. MaximumDuration and EndTime go on over all of these.
/// </remarks>
/// <param name="over">Then nobody waits any longer.</param>
internal sealed class PutOffs(TimeProvider time, CancellationToken over)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(int Number, bool IsInDoubt), long> waiting = new(); // by the timestamp of their time
    private readonly Dictionary<int, History> histories = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open;

    /// <param name="Tries">How often it was put off.</param>
    /// <param name="Since">The timestamp of the first time.</param>
    private sealed record History(int Tries, long Since, PushOutcome.NotProcessed Last);

    /// <summary>So many may be on their way from now on.</summary>
    public void Opened(int count) => Interlocked.Add(ref open, count);

    /// <summary>One of them is not any more.</summary>
    public void Closed()
    {
        if (Interlocked.Decrement(ref open) == 0)
        {
            Change();
        }
    }

    /// <summary>Why the push to somebody was put off the last time; null when it never was.</summary>
    public PushOutcome.NotProcessed? Last(int number)
    {
        lock (gate)
        {
            return histories.GetValueOrDefault(number)?.Last;
        }
    }

    /// <summary>How long the push to somebody is put off now; null when that is longer than anybody waits.</summary>
    public TimeSpan? Wait(int number, PushOutcome.NotProcessed why)
    {
        lock (gate)
        {
            var history = histories.TryGetValue(number, out var before)
                ? before with { Tries = before.Tries + 1, Last = why } : new(1, time.GetTimestamp(), why);
            histories[number] = history;
            var wait = why.WaitAfter(history.Tries);
            return over.IsCancellationRequested || time.GetElapsedTime(history.Since) + wait > DeliveryPolicy.Patience ? null : wait;
        }
    }

    /// <summary>Somebody waits.</summary>
    public void Add(int number, bool isInDoubt, TimeSpan wait)
    {
        lock (gate)
        {
            waiting.Enqueue((number, isInDoubt), time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
        }

        Change();
        Closed();
    }

    /// <summary>Some whose time has come, all of them in doubt or none; null when there is nobody.</summary>
    public (int[] Numbers, bool AreInDoubt)? TakeDue(int most)
    {
        lock (gate)
        {
            var due = new List<int>();
            var areInDoubt = false;
            while (due.Count < most && waiting.TryPeek(out var first, out var at) && (at <= time.GetTimestamp() || over.IsCancellationRequested)
                && (due.Count == 0 || first.IsInDoubt == areInDoubt))
            {
                areInDoubt = first.IsInDoubt;
                due.Add(waiting.Dequeue().Number);
            }

            return due.Count > 0 ? ([.. due.Order()], areInDoubt) : null;
        }
    }

    /// <summary>Waits until the time of somebody may have come.</summary>
    /// <returns>False when nobody waits, or can come to wait.</returns>
    public async Task<bool> WaitAsync(CancellationToken stop)
    {
        Task change;
        TimeSpan wait;
        var isOver = over.IsCancellationRequested;
        lock (gate)
        {
            if (waiting.Count == 0 && Volatile.Read(ref open) == 0)
            {
                return false;
            }

            change = changed.Task;
            wait = !waiting.TryPeek(out _, out var at) ? Timeout.InfiniteTimeSpan
                : isOver ? TimeSpan.Zero : time.GetElapsedTime(time.GetTimestamp(), at);
        }

        if (wait > TimeSpan.Zero || wait == Timeout.InfiniteTimeSpan)
        {
            // When it is over only the others, which are on their way, are waited for.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, isOver ? CancellationToken.None : over);
            await change.WaitAsync(wait, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }

        return true;
    }

    private void Change()
    {
        lock (gate)
        {
            changed.SetResult();
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
