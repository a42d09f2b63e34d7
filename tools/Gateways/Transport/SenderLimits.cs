namespace Pinpush.Gateways.Transport;

/// <summary>
/// How a sender uses its connections. How many pushes are in flight on one is the peer's to say: FCM allows 100, APNs starts with 1 and
/// grows.
/// </summary>
/// <param name="Timeout">For one push from the moment it may leave, connecting included.</param>
/// <param name="Shards">Most connections; the next is opened when the others have given away all their streams.</param>
/// <param name="Waiting">Most pushes that wait for a stream per connection; the handler keeps a buffer for each.</param>
/// <param name="ConnectionLifetime">After it a new connection takes over, so that changes of the gateway's addresses are seen.</param>
internal sealed record SenderLimits(TimeSpan Timeout, int Shards, int Waiting, TimeSpan ConnectionLifetime, int Window = 4000)
{
    /// <summary>Apple wants connections kept for hours or days.</summary>
    public static SenderLimits Apns { get; } = new(TimeSpan.FromSeconds(10), 4, 16, TimeSpan.FromHours(6));

    public static SenderLimits Fcm { get; } = new(TimeSpan.FromSeconds(10), 4, 16, TimeSpan.FromMinutes(45));
}
