using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>How long a push service that cannot be reached is tried.</summary>
public sealed class RouteTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly PushOutcome Missed = new PushOutcome.NotProcessed(0, "ConnectionError", null);

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void IsTriedAgain_NothingWasSentForLong_CountsFromTheFirstMiss()
    {
        using var route = new Route(() => null, Patience, clock, CancellationToken.None);
        clock.Advance(2 * Patience);

        Assert.True(route.IsTriedAgain(Missed));
        clock.Advance(Patience - TimeSpan.FromSeconds(1));
        Assert.True(route.IsTriedAgain(Missed));
        route.Answered();
        clock.Advance(2 * Patience);
        Assert.True(route.IsTriedAgain(Missed));
        clock.Advance(Patience);

        Assert.False(route.IsTriedAgain(Missed));
        Assert.Equal(Missed, route.GaveUp);
    }

    [Fact]
    public void IsTriedAgain_WithoutPatience_IsNotAndGivesNothingUp()
    {
        using var route = new Route(() => null, TimeSpan.Zero, clock, CancellationToken.None);

        Assert.False(route.IsTriedAgain(Missed));

        Assert.Null(route.GaveUp);
    }
}
