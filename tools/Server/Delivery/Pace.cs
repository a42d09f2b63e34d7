namespace Pinpush.Server.Delivery;

/// <summary>Holds a send to its MessagesPerSecond: evenly spaced, and never more than so many within any one second.</summary>
internal sealed class Pace(int perSecond, TimeProvider time) : IDisposable
{
    /// <summary>How far a send that fell behind its even pace may catch up: timers are late by some milliseconds.</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromMilliseconds(20), Second = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1);
    private readonly long begin = time.GetTimestamp();
    private readonly TimeSpan spacing = Second / perSecond;
    private readonly TimeSpan[] latest = new TimeSpan[perSecond]; // when the latest ones left, in a ring
    private TimeSpan next;
    private long left;

    /// <summary>Waits until one more may leave, in the order of the calls. Its caller lets it leave at once.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            TimeSpan now;
            while (Earliest() is var earliest && (now = time.GetElapsedTime(begin)) < earliest)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((earliest - now).TotalMilliseconds)), time, cancellationToken);
            }

            latest[left++ % perSecond] = now;
            next = (next > now - MostBehind ? next : now - MostBehind) + spacing;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private TimeSpan Earliest() => left >= perSecond && latest[left % perSecond] + Second is var second && second > next ? second : next;
}
