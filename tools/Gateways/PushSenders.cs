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
        ApnsSender Apns(Uri gateway, string name) =>
            credentials is ChannelCredentials.ApnsCertificate && gateway.Scheme == Uri.UriSchemeHttp && endpoints.OfCertificates is var (tls, authority)
                ? new ApnsSender(GatewayTls.Checked(tls, name), credentials, endpoints with { CertificateAuthority = authority }, SenderLimits.Apns, time)
                : new ApnsSender(GatewayTls.Checked(gateway, name), credentials, endpoints, SenderLimits.Apns, time);

        return (channel, credentials) switch
        {
            (ChannelType.Gcm, ChannelCredentials.FcmServiceAccount account) =>
                new FcmSender(GatewayTls.Checked(endpoints.Fcm ?? Google, "Fcm"), account, endpoints, SenderLimits.Fcm, time),
            (ChannelType.Gcm, ChannelCredentials.FcmServerKey) => new RetiredKeySender(),
            (ChannelType.Apns or ChannelType.ApnsVoip, ChannelCredentials.ApnsToken or ChannelCredentials.ApnsCertificate) =>
                Apns(endpoints.Apns ?? Production, "Apns"),
            (ChannelType.ApnsSandbox or ChannelType.ApnsVoipSandbox, ChannelCredentials.ApnsToken or ChannelCredentials.ApnsCertificate) =>
                Apns(endpoints.ApnsSandbox ?? Development, "ApnsSandbox"),
            _ => throw new ArgumentException($"The channel {channel} does not take credentials of the kind {credentials}.", nameof(credentials)),
        };
    }
}
