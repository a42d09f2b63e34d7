using Pinpush.Contract;
using Pinpush.Gateways.Apns;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Fcm;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;

namespace Pinpush.Gateways;

/// <summary>Makes the sender of a channel.</summary>
public static class PushSenders
{
    private static readonly Uri Production = new("https://api.push.apple.com");

    private static readonly Uri Development = new("https://api.sandbox.push.apple.com");

    private static readonly Uri Google = new("https://fcm.googleapis.com");

    /// <param name="channel">GCM or one of the four APNs channels.</param>
    /// <exception cref="ArgumentException">The credentials are not of that channel's kind, or an address is neither https nor loopback http.</exception>
    public static IPushSender Create(ChannelType channel, ChannelCredentials credentials, GatewayEndpoints endpoints, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(endpoints);
        return (channel, credentials) switch
        {
            (ChannelType.Gcm, ChannelCredentials.FcmServiceAccount account) =>
                new FcmSender(GatewayTls.Checked(endpoints.Fcm ?? Google, "Fcm"), account, endpoints, SenderLimits.Fcm, time),
            (ChannelType.Gcm, ChannelCredentials.FcmServerKey) => new RetiredKeySender(),
            (ChannelType.Apns or ChannelType.ApnsVoip, ChannelCredentials.ApnsToken or ChannelCredentials.ApnsCertificate) =>
                new ApnsSender(GatewayTls.Checked(endpoints.Apns ?? Production, "Apns"), credentials, endpoints, SenderLimits.Apns, time),
            (ChannelType.ApnsSandbox or ChannelType.ApnsVoipSandbox, ChannelCredentials.ApnsToken or ChannelCredentials.ApnsCertificate) =>
                new ApnsSender(GatewayTls.Checked(endpoints.ApnsSandbox ?? Development, "ApnsSandbox"), credentials, endpoints, SenderLimits.Apns, time),
            _ => throw new ArgumentException($"The channel {channel} does not take credentials of the kind {credentials}.", nameof(credentials)),
        };
    }
}
