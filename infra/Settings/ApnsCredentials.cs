using Pulumi;

namespace Pinpush.Infra.Settings;

/// <summary>How Apple knows us. There are exactly these two ways.</summary>
internal abstract record ApnsCredentials
{
    private ApnsCredentials()
    {
    }

    /// <summary>A signing key: it does not expire, and serves all apps of the team.</summary>
    /// <param name="BundleId">Of the app, e.g. <c>com.example.shop</c>.</param>
    /// <param name="TeamId">Ten characters, from the membership page.</param>
    /// <param name="TokenKeyId">Ten characters, from the name of the key's file.</param>
    /// <param name="TokenKey">What is in <c>AuthKey_XXXXXXXXXX.p8</c>.</param>
    internal sealed record Token(string BundleId, string TeamId, string TokenKeyId, Output<string> TokenKey) : ApnsCredentials;

    /// <summary>A certificate: it expires after a year, and names its one app itself.</summary>
    /// <param name="PemCertificate">In PEM.</param>
    /// <param name="PrivateKey">In PEM, without a password.</param>
    internal sealed record Certificate(Output<string> PemCertificate, Output<string> PrivateKey) : ApnsCredentials;

    public static ApnsCredentials Read(SettingsReader reader)
    {
        if (!reader.Has("apnsCertificate") && !reader.Has("apnsPrivateKey"))
        {
            return new Token(
                reader.Required("apnsBundleId", "the iOS app's bundle id", "com.example.shop"),
                reader.Required("apnsTeamId", "Apple's team id, ten characters", "ABCDE12345"),
                reader.Required("apnsTokenKeyId", "the id of the APNs key, ten characters", "ABC123DEFG"),
                reader.Secret("apnsTokenKey", "the APNs key (a certificate would do as well: apnsCertificate and apnsPrivateKey)", "AuthKey_ABC123DEFG.p8"));
        }

        if (reader.Has("apnsTokenKey"))
        {
            reader.Fault(
                "apnsTokenKey and a certificate are both set: remove one with ./pinpush pulumi config rm apnsTokenKey, or apnsCertificate and apnsPrivateKey");
        }

        return new Certificate(
            reader.Secret("apnsCertificate", "the certificate of the APNs key that is set", "certificate.pem"),
            reader.Secret("apnsPrivateKey", "the key of the APNs certificate that is set", "key.pem"));
    }
}
