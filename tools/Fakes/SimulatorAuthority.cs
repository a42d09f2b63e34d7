using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pinpush.Fakes;

/// <summary>
/// The certificate authority of the simulators: made on first use, kept in a folder (<c>ca.pem</c>, and <c>ca.key</c>
/// with mode 0600) and used again, so that who trusts it once trusts it after a restart.
/// </summary>
public sealed class SimulatorAuthority
{
    private const string Name = "CN=pinpush gateway simulators";
    private static readonly TimeSpan Life = TimeSpan.FromDays(3650);
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(365);

    /// <summary>APNs and FCM simulator of one process may open the same folder at the same moment.</summary>
    private static readonly Lock Making = new();

    private readonly X509Certificate2 authority;
    private readonly TimeProvider time;

    private SimulatorAuthority(string folder, X509Certificate2 authority, TimeProvider time)
    {
        CaPath = Path.Combine(folder, "ca.pem");
        this.authority = authority;
        this.time = time;
    }

    /// <summary>Full path of the authority's certificate, PEM: what a client has to trust.</summary>
    public string CaPath { get; }

    /// <summary>Opens the authority in a folder, and makes folder and authority when missing or about to end.</summary>
    /// <exception cref="InvalidDataException">A file in the folder is not what it should be; the message names it.</exception>
    public static SimulatorAuthority Open(string folder, TimeProvider time)
    {
        folder = Path.GetFullPath(folder);
        var (pem, key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca.key"));
        lock (Making)
        {
            var authority = File.Exists(pem) && File.Exists(key) ? Load(pem, key) : null;
            if (authority is null || authority.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime + ServerLife)
            {
                authority = Make(time);
                Directory.CreateDirectory(folder);
                WritePrivate(key, authority.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()); // just made with an EC key
                File.WriteAllText(pem, authority.ExportCertificatePem() + "\n");
            }

            return new(folder, authority, time);
        }
    }

    /// <summary>A server certificate with its key for <c>localhost</c>, <c>127.0.0.1</c> and <c>::1</c>.</summary>
    public X509Certificate2 IssueServerCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));

        var now = time.GetUtcNow();
        using var issued = request.Create(authority, now.AddDays(-1), now + ServerLife - TimeSpan.FromDays(1), RandomNumberGenerator.GetBytes(16));
        using var complete = issued.CopyWithPrivateKey(key);
        // By way of PKCS#12: the TLS of macOS takes no key that only lives beside its certificate.
        return X509CertificateLoader.LoadPkcs12(complete.Export(X509ContentType.Pfx), password: null);
    }

    private static X509Certificate2 Load(string pem, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(pem, key);
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException(
                $"'{pem}' and '{key}' are not a certificate and its key ({e.Message}). Remove both, and new ones are made.", e);
        }
    }

    private static X509Certificate2 Make(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now + Life);
    }

    private static void WritePrivate(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }
}
