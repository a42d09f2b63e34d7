using Microsoft.Extensions.Time.Testing;

namespace Pinpush.Server.Tests;

/// <summary>A clock that a test sets forward. Its date can be set, as somebody sets a computer's, and then no time goes by.</summary>
public sealed class SteadyClock(DateTimeOffset now) : TimeProvider
{
    private readonly FakeTimeProvider time = new(now);
    private TimeSpan ahead;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + ahead;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => time.Advance(by);

    public void SetDate(DateTimeOffset date) => ahead += date - GetUtcNow();
}
