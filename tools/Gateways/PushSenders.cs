using Pinpush.Wire;

namespace Pinpush.Gateways;

/// <summary>Makes the sender of a channel.</summary>
public static class PushSenders
{
    /// <param name="channel">GCM or one of the four APNs channels.</param>
    /// <exception cref="ArgumentException">The credentials are not of that channel's kind.</exception>
    public static IPushSender Create(ChannelType channel, ChannelCredentials credentials, GatewayEndpoints endpoints, TimeProvider time) => throw new NotImplementedException();
}
