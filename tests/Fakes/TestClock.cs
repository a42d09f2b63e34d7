namespace Pinpush.Fakes.Tests;

/// <summary>A clock that a test sets forward. Timers run in real time.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
