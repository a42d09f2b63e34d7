using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Pinpush.Server.Tests;

/// <summary>Throw-away credentials, made for one run.</summary>
internal static class Credentials
{
    /// <summary>Writes AuthKey.p8, push-cert.p12 (no password) and service-account.json into the folder.</summary>
    public static void Write(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(folder, "AuthKey.p8"), key.ExportPkcs8PrivateKeyPem());
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=Apple Push Services: com.yourcompany.yourapp, UID=com.yourcompany.yourapp", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllBytes(Path.Combine(folder, "push-cert.p12"), certificate.Export(X509ContentType.Pkcs12));
        File.WriteAllText(Path.Combine(folder, "service-account.json"), JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["project_id"] = "demo-project",
            ["private_key_id"] = "0123456789abcdef",
            ["private_key"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "push@demo-project.iam.gserviceaccount.com",
            ["client_id"] = "1",
            ["token_uri"] = "https://oauth2.googleapis.com/token",
        }));
    }
}
