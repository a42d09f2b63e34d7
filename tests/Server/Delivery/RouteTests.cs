using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>A send's way over a channel.</summary>
public sealed class RouteTests
{
    private static readonly PushOutcome Missed = new PushOutcome.NotProcessed(0, "ConnectionError", null);

    [Fact]
    public void GiveUp_Twice_KeepsTheFirstCauseAndEndsEveryWait()
    {
        using var route = new Route(() => null, new FakeTimeProvider(), CancellationToken.None);
        Assert.False(route.Halt.IsCancellationRequested);

        route.GiveUp(Missed);
        route.GiveUp(new PushOutcome.NotProcessed(0, "other", null));

        Assert.Equal((Missed, true), (route.GaveUp, route.Halt.IsCancellationRequested));
    }

    [Fact]
    public void Halt_AnyOfTheStops_EndsEveryWait()
    {
        using CancellationTokenSource first = new(), second = new();
        using var route = new Route(() => null, new FakeTimeProvider(), first.Token, second.Token);

        second.Cancel();

        Assert.Equal((true, null), (route.Halt.IsCancellationRequested, route.GaveUp));
    }
}
