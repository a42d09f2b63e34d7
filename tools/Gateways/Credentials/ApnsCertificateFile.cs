using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pinpush.Contract;

namespace Pinpush.Gateways.Credentials;

/// <summary>
/// Reads a client certificate: a .p12 file as base64, PrivateKey then being its password, or PEM with the PEM key in PrivateKey (or behind
/// the certificate). A .p12 without a password opens whatever PrivateKey says: people leave placeholders there.
/// </summary>
internal static class ApnsCertificateFile
{
    private const string Right = "the .p12 file from Apple as base64, or the certificate as PEM";

    /// <summary>Of a key derivation: OpenSSL makes 2,048, and macOS and Windows fewer than this.</summary>
    private const int MostRounds = 1_000_000;

    private static readonly Pkcs12LoaderLimits Limits = new()
    {
        MacIterationLimit = MostRounds,
        IndividualKdfIterationLimit = MostRounds,
        TotalKdfIterationLimit = 3 * MostRounds,
    };

    private const string UserId = "0.9.2342.19200300.100.1.1";

    public static ChannelCredentials.ApnsCertificate? Parse(APNSChannelRequest request, List<Fault> faults)
    {
        var text = CredentialText.Unescaped(request.Certificate!); // asked for only when given
        var secret = request.PrivateKey is { } key ? CredentialText.Unescaped(key) : null;
        var pem = text.Contains("-----BEGIN", StringComparison.Ordinal);
        if ((pem ? FromPem(text, secret, faults) : FromP12(text, request.PrivateKey, faults)) is not { } certificate)
        {
            return null;
        }

        if (!certificate.HasPrivateKey)
        {
            faults.Add(new("Certificate", "APNSChannelRequest: Certificate holds no private key; export certificate and key together as .p12."));
        }
        else if (request.BundleId is not { Length: > 0 } && Topic(certificate) is null)
        {
            faults.Add(new("BundleId", "APNSChannelRequest: BundleId is missing, and the certificate's subject has no UID that names the app."));
        }
        else
        {
            return new(certificate, request.BundleId is { Length: > 0 } bundle ? bundle.Trim() : Topic(certificate)!); // one of the two, as checked
        }

        certificate.Dispose();
        return null;
    }

    private static X509Certificate2? FromP12(string base64, string? password, List<Fault> faults)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            faults.Add(new("Certificate", $"APNSChannelRequest: Certificate is neither PEM nor base64; it has to be {Right}."));
            return null;
        }

        foreach (var attempt in new[] { password, password?.Trim(), password?.Trim().Trim('\uFEFF'), "", null }.Distinct())
        {
            try
            {
                return X509CertificateLoader.LoadPkcs12(bytes, attempt, KeyStorage, Limits);
            }
            catch (Pkcs12LoadLimitExceededException)
            {
                faults.Add(new("Certificate", $"APNSChannelRequest: Certificate is a .p12 file with more than {MostRounds} rounds of its password; "
                    + "export it again with fewer, such as openssl pkcs12 -export -iter 2048."));
                return null;
            }
            catch (CryptographicException)
            {
                // the next password, then the message below
            }
        }

        faults.Add(new("Certificate", "APNSChannelRequest: Certificate cannot be opened as a .p12 file; it has to be "
            + $"{Right}, and PrivateKey has to be the .p12's password (any text if it has none)."));
        return null;
    }

    private static X509Certificate2? FromPem(string text, string? key, List<Fault> faults)
    {
        try
        {
            var keyText = key is not null && key.Contains("-----BEGIN", StringComparison.Ordinal) ? key : text;
            if (!keyText.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            {
                faults.Add(new("PrivateKey", "APNSChannelRequest: PrivateKey is no PEM key; "
                    + "with a PEM Certificate it has to be its private key (-----BEGIN PRIVATE KEY----- ...)."));
                return null;
            }

            return X509Certificate2.CreateFromPem(text, keyText);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            faults.Add(new("Certificate", "APNSChannelRequest: Certificate and PrivateKey cannot be read together; "
                + $"Certificate has to be {Right}, and PrivateKey the key that belongs to it."));
            return null;
        }
    }

    /// <summary>Ephemeral keys cannot go to disk; only Linux can also use them for TLS.</summary>
    private static X509KeyStorageFlags KeyStorage =>
        OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet;

    /// <summary>The user id in a subject such as <c>UID=com.example.app, CN=Apple Push Services: com.example.app</c>.</summary>
    private static string? Topic(X509Certificate2 certificate) => certificate.SubjectName.EnumerateRelativeDistinguishedNames()
        .FirstOrDefault(name => !name.HasMultipleElements && name.GetSingleElementType().Value == UserId)?.GetSingleElementValue();
}
