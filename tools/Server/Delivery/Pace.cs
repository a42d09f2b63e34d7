namespace Pinpush.Server.Delivery;

/// <summary>Holds a send to its MessagesPerSecond; null is no limit.</summary>
internal sealed class Pace(int? perSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset free = DateTimeOffset.MinValue;

    /// <summary>A page is at most one second's worth, so that the rate holds within any two seconds.</summary>
    public int PageSize(int most) => Math.Min(most, perSecond ?? most);

    /// <summary>Waits until <paramref name="count"/> more messages may leave.</summary>
    public Task WaitAsync(int count, CancellationToken cancellationToken)
    {
        if (perSecond is not { } rate)
        {
            return Task.CompletedTask;
        }

        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetUtcNow();
            free = free > now ? free : now;
            wait = free - now;
            free += TimeSpan.FromSeconds((double)count / rate);
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
