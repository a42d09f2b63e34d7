using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways.Credentials;

/// <summary>What a channel proves itself with. Made by <c>ApnsCredentials.Parse</c> and <c>FcmCredentials.Parse</c>; prints as its kind only.</summary>
public abstract record ChannelCredentials
{
    private ChannelCredentials() { }

    /// <summary>The kind, never the content: credentials do not reach a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>A .p8 key.</summary>
    /// <param name="TokenKey">EC P-256 private key, PKCS#8 PEM.</param>
    /// <param name="TokenKeyId">The key's id, 10 characters at Apple.</param>
    /// <param name="TeamId">The team's id, 10 characters at Apple.</param>
    /// <param name="BundleId">The app; topic of every push.</param>
    public sealed record ApnsToken(string TokenKey, string TokenKeyId, string TeamId, string BundleId) : ChannelCredentials;

    /// <summary>A client certificate with its private key.</summary>
    /// <param name="Topic">The app's bundle id.</param>
    public sealed record ApnsCertificate(X509Certificate2 Certificate, string Topic) : ChannelCredentials;

    /// <summary>A Google service account.</summary>
    /// <param name="Json">The key file's whole text.</param>
    public sealed record FcmServiceAccount(string Json) : ChannelCredentials;

    /// <summary>A server key of the retired FCM API: kept, and every send refused.</summary>
    public sealed record FcmServerKey : ChannelCredentials;
}
