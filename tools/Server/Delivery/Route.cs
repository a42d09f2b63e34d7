using Pinpush.Gateways.Senders;

namespace Pinpush.Server.Delivery;

/// <summary>One send's way over one channel: its sender, and whether the push service can be reached.</summary>
/// <param name="find">Looks for the channel's sender; null when none is enabled.</param>
/// <param name="patience">See <see cref="DeliveryPolicy.Patience"/>.</param>
internal sealed class Route(Func<IPushSender?> find, TimeSpan patience, TimeProvider time, CancellationToken stop) : IDisposable
{
    /// <summary>How often a push service that cannot be reached is tried, whoever many wait for it.</summary>
    private const double TriesPerSecond = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource halt = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly Lock gate = new();
    private TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? missedAt; // since when every try is in vain
    private int waiting;
    private Found? found;

    /// <summary>The sender as it was a tenth of a second ago or later: a channel that is set anew gets another one.</summary>
    public IPushSender? Sender
    {
        get
        {
            if (Volatile.Read(ref found) is not { } known || time.GetElapsedTime(known.At) >= LookEvery)
            {
                known = new(time.GetTimestamp(), find());
                Volatile.Write(ref found, known);
            }

            return known.Sender;
        }
    }

    /// <summary>Why nothing is sent over it any more; null as long as it is tried.</summary>
    public PushOutcome? GaveUp { get; private set; }

    /// <summary>Ends every wait for it: the send was stopped, or gave it up.</summary>
    public CancellationToken Halt => halt.Token;

    /// <summary>The sender may be another one by now.</summary>
    public void LookAgain() => Volatile.Write(ref found, null);

    /// <summary>The push service said something.</summary>
    public void Answered()
    {
        lock (gate)
        {
            if (missedAt is not null)
            {
                missedAt = null;
                answered.SetResult();
                answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>The push service was not reached.</summary>
    /// <returns>Whether it is tried again.</returns>
    public bool IsTriedAgain(PushOutcome cause)
    {
        lock (gate)
        {
            missedAt ??= time.GetTimestamp(); // not since the last answer: it may be long ago that anything was sent
            if (time.GetElapsedTime(missedAt.Value) < patience)
            {
                return true;
            }
        }

        if (patience > TimeSpan.Zero)
        {
            GaveUp ??= cause;
            _ = halt.CancelAsync(); // those that wait need not any more
        }

        return false;
    }

    /// <summary>Waits until it is one's turn to try again, or the push service has answered somebody.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        Task answer;
        lock (gate)
        {
            answer = missedAt is null ? Task.CompletedTask : answered.Task;
        }

        var turn = TimeSpan.FromSeconds(1 + (Interlocked.Increment(ref waiting) / TriesPerSecond));
        await answer.WaitAsync(turn, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref waiting);
    }

    public void Dispose() => halt.Dispose();

    private sealed record Found(long At, IPushSender? Sender);
}
