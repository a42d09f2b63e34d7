namespace Pinpush.Gateways;

/// <summary>How a sender uses its connections.</summary>
/// <param name="Timeout">For one push from the moment it may leave, connecting included.</param>
/// <param name="Shards">Most connections; the next is opened when the windows of the others are full.</param>
/// <param name="Window">Most pushes in flight per connection. FCM allows 100 streams; APNs starts with 1 and grows.</param>
/// <param name="ConnectionLifetime">After it a new connection takes over, so that changes of the gateway's addresses are seen.</param>
internal sealed record SenderLimits(TimeSpan Timeout, int Shards, int Window, TimeSpan ConnectionLifetime)
{
    /// <summary>Apple wants connections kept for hours or days.</summary>
    public static SenderLimits Apns { get; } = new(TimeSpan.FromSeconds(20), 4, 100, TimeSpan.FromHours(6));

    public static SenderLimits Fcm { get; } = new(TimeSpan.FromSeconds(20), 4, 100, TimeSpan.FromMinutes(45));
}
