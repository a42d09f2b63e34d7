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
    /// <summary>
    /// Where a client certificate is shown when the APNs gateway is <c>http://</c>, and the only root that it is trusted by there: certificates exist in TLS
    /// alone. Null when there is no such place.
    /// </summary>
    public (Uri Gateway, X509Certificate2 Authority)? OfCertificates { get; init; }

    /// <summary>The real gateways.</summary>
    public static GatewayEndpoints Real { get; } = new(null, null, null, null, null);
}
