using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pinpush.Fakes.Tests;

/// <summary>Signs the tests' own tokens: ES256 for APNs, RS256 for Google.</summary>
internal static class Signer
{
    public static string ProviderToken(ECDsa key, string keyId, string teamId, DateTimeOffset issuedAt) =>
        Sign($$"""{"alg":"ES256","kid":"{{keyId}}"}""", $$"""{"iss":"{{teamId}}","iat":{{issuedAt.ToUnixTimeSeconds()}}}""",
            bytes => key.SignData(bytes, HashAlgorithmName.SHA256));

    public static string Assertion(RSA key, string email, string scope, DateTimeOffset now) =>
        Sign("""{"alg":"RS256","typ":"JWT"}""", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["iss"] = email,
            ["scope"] = scope,
            ["aud"] = "https://oauth2.googleapis.com/token",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + 3600,
        }), bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Sign(string header, string claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
