using Microsoft.Extensions.Time.Testing;

namespace Pinpush.Server.Tests;

/// <summary>A server whose clock the test sets forward: by less than five minutes, for clients sign by the machine's clock.</summary>
public sealed class ClockStage : Stage
{
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override TimeProvider Time => Clock;
}
