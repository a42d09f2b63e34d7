using Pinpush.Gateways.Senders;

namespace Pinpush.Server.Delivery;

/// <summary>One send's way over one channel.</summary>
/// <param name="find">Looks for the channel's sender; null when none is enabled.</param>
/// <param name="stops">Each of them ends every wait for it.</param>
internal sealed class Route(Func<IPushSender?> find, TimeProvider time, params CancellationToken[] stops) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource halt = CancellationTokenSource.CreateLinkedTokenSource(stops);
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

    /// <summary>Ends every wait for it: the send was stopped or is over, or gave it up.</summary>
    public CancellationToken Halt => halt.Token;

    /// <summary>The sender may be another one by now.</summary>
    public void LookAgain() => Volatile.Write(ref found, null);

    /// <summary>The push service gave nobody a place for as long as the send has patience.</summary>
    public void GiveUp(PushOutcome why)
    {
        GaveUp ??= why;
        _ = halt.CancelAsync(); // those that wait need not any more
    }

    public void Dispose() => halt.Dispose();

    private sealed record Found(long At, IPushSender? Sender);
}
