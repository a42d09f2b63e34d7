namespace Pinpush.Gateways.Transport;

/// <summary>
/// How a sender uses its connections. How many pushes are on their way on one is the peer's to say: FCM allows 100, APNs starts with 1 and grows.
/// </summary>
/// <param name="Timeout">For one push, from the moment it leaves to its answer; the same for opening a connection.</param>
/// <param name="Connections">Most connections; the next one is opened when all places of the others are taken.</param>
/// <param name="Window">Most pushes on their way, urgent ones aside.</param>
/// <param name="ConnectionLifetime">After it a new connection takes over, so that changes of the gateway's addresses are seen.</param>
internal sealed record SenderLimits(TimeSpan Timeout, int Connections, int Window, TimeSpan ConnectionLifetime)
{
    /// <summary>Apple wants connections kept for hours or days, and a load spread over several.</summary>
    public static SenderLimits Apns { get; } = new(TimeSpan.FromSeconds(10), 8, 4000, TimeSpan.FromHours(6));

    /// <summary>As many as carry twice FCM's quota of 600,000 messages a minute to a gateway that answers after 80 ms.</summary>
    public static SenderLimits Fcm { get; } = new(TimeSpan.FromSeconds(10), 16, 4000, TimeSpan.FromMinutes(45));
}
