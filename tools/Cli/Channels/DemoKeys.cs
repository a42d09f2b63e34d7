using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Pinpush.Cli.Channels;

/// <summary>Throw-away credentials of the right form. No gateway but a simulator would take them.</summary>
internal static class DemoKeys
{
    /// <summary>What Apple hands out as <c>AuthKey_XXXXXXXXXX.p8</c>: a P-256 key in PKCS#8 PEM.</summary>
    public static string AppleKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>What Google hands out as a service account's key file.</summary>
    public static string ServiceAccount()
    {
        using var key = RSA.Create(2048);
        return new JsonObject
        {
            ["type"] = "service_account",
            ["project_id"] = "pinpush-demo",
            ["private_key_id"] = "demo",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "push@pinpush-demo.iam.gserviceaccount.com",
            ["token_uri"] = "https://oauth2.googleapis.com/token",
        }.ToJsonString();
    }
}
