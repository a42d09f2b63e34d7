namespace Pinpush.Server.Tests;

/// <summary>A server whose gateways take two pushes at a time on each connection: sixteen APNs pushes, and whoever comes then waits.</summary>
public sealed class NarrowStage : ClockStage
{
    public const int Places = 16;

    protected override int MaxStreams => 2;
}
