using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pinpush.Fakes.Tests;

/// <summary>Signs the tests' own tokens: ES256 for APNs, RS256 for Google.</summary>
internal static class Signer
{
    public static string ProviderToken(ECDsa key, string keyId, string teamId, DateTimeOffset issuedAt) =>
        ProviderToken(key, $$"""{"alg":"ES256","kid":"{{keyId}}"}""", $$"""{"iss":"{{teamId}}","iat":{{issuedAt.ToUnixTimeSeconds()}}}""");

    public static string ProviderToken(ECDsa key, string header, string claims) => Sign(header, claims, bytes => key.SignData(bytes, HashAlgorithmName.SHA256));

    public static string Assertion(RSA key, string email, string scope, DateTimeOffset now, int seconds = 3600, string algorithm = "RS256") =>
        Sign($$"""{"alg":"{{algorithm}}","typ":"JWT"}""", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["iss"] = email,
            ["scope"] = scope,
            ["aud"] = "https://oauth2.googleapis.com/token",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + seconds,
        }), bytes => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Sign(string header, string claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
