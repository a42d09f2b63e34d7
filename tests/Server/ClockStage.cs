using Microsoft.Extensions.Time.Testing;

namespace Pinpush.Server.Tests;

/// <summary>A server whose clock the test sets forward. Clients sign by the machine's clock, and a signature is good for five minutes: no further than that.</summary>
public sealed class ClockStage : Stage
{
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override TimeProvider Time => Clock;
}
