using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways.Senders;

/// <summary>Where the gateways are; null stands for the real ones of Apple and Google.</summary>
/// <param name="Apns">Production APNs. On loopback it may be <c>http://</c>: HTTP/2 without TLS.</param>
/// <param name="ApnsSandbox">Development APNs, same rule.</param>
/// <param name="Fcm">FCM, same rule.</param>
/// <param name="FcmToken">Where service accounts fetch access tokens, path included, same rule.</param>
/// <param name="CertificateAuthority">When set, the only root that gateways are trusted by.</param>
public sealed record GatewayEndpoints(Uri? Apns, Uri? ApnsSandbox, Uri? Fcm, Uri? FcmToken, X509Certificate2? CertificateAuthority)
{
    /// <summary>The real gateways.</summary>
    public static GatewayEndpoints Real { get; } = new(null, null, null, null, null);
}
