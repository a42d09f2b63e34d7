using System.Security.Cryptography;
using System.Text.Json;

namespace Pinpush.AwsProvider.Tests;

/// <summary>Throw-away credentials of one run.</summary>
internal static class Keys
{
    public static string P8 { get; } = MakeP8();

    public static string ServiceAccount { get; } = MakeServiceAccount();

    private static string MakeP8()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string MakeServiceAccount()
    {
        using var key = RSA.Create(2048);
        return JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["project_id"] = "demo-project",
            ["private_key_id"] = "0123456789abcdef",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "push@demo-project.iam.gserviceaccount.com",
            ["client_id"] = "1",
            ["token_uri"] = "https://oauth2.googleapis.com/token",
        });
    }
}
