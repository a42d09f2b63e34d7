using System.Security.Cryptography;
using System.Text.Json;

namespace Pinpush.Gateways.Tests;

/// <summary>Throw-away keys, made anew in each run.</summary>
internal static class Keys
{
    private static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly RSA Rsa = RSA.Create(2048);

    public static string EcPem { get; } = Ec.ExportPkcs8PrivateKeyPem();
    public static string EcPublic { get; } = Ec.ExportSubjectPublicKeyInfoPem();
    public static string RsaPublic { get; } = Rsa.ExportSubjectPublicKeyInfoPem();

    public static string ServiceAccount { get; } = JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["type"] = "service_account",
        ["project_id"] = "demo",
        ["private_key_id"] = "kid-1",
        ["private_key"] = Rsa.ExportPkcs8PrivateKeyPem(),
        ["client_email"] = "push@demo.example",
        ["token_uri"] = "http://192.0.2.1/never-called",
    });
}
