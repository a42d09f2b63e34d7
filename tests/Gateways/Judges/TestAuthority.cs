using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>An authority made anew in each run, and the certificate of <c>localhost</c> that it signed.</summary>
internal static class TestAuthority
{
    private static readonly (X509Certificate2 Authority, string Certificate, string Key) Made = Make();

    public static X509Certificate2 Certificate => Made.Authority;

    /// <summary>Writes <c>cert.pem</c>, <c>key.pem</c> and both in <c>both.pem</c>.</summary>
    public static void WriteTo(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "cert.pem"), Made.Certificate);
        File.WriteAllText(Path.Combine(folder, "key.pem"), Made.Key);
        File.WriteAllText(Path.Combine(folder, "both.pem"), Made.Certificate + "\n" + Made.Key + "\n");
    }

    private static (X509Certificate2 Authority, string Certificate, string Key) Make()
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signing = new CertificateRequest("CN=pinpush judges", root, HashAlgorithmName.SHA256);
        signing.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        signing.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var authority = signing.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(16));
        return (X509CertificateLoader.LoadCertificate(authority.RawData), certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
