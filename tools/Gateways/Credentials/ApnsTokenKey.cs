using System.Security.Cryptography;
using Pinpush.Contract;

namespace Pinpush.Gateways.Credentials;

/// <summary>Reads a .p8 key: PEM, PEM whose line breaks were escaped as <c>\n</c> on the way through a JSON or environment file, or its bare base64.</summary>
internal static class ApnsTokenKey
{
    private const string Right = "the whole text of the .p8 file from Apple (-----BEGIN PRIVATE KEY----- ...), an EC P-256 key";

    /// <summary>The object identifier of P-256.</summary>
    private const string Prime256 = "1.2.840.10045.3.1.7";

    public static ChannelCredentials.ApnsToken? Parse(APNSChannelRequest request, List<Fault> faults)
    {
        var before = faults.Count;
        Require(request.TokenKeyId, "TokenKeyId", "the 10 characters in the file's name, AuthKey_XXXXXXXXXX.p8", faults);
        Require(request.TeamId, "TeamId", "the 10 characters of the team's id from Apple's membership page", faults);
        Require(request.BundleId, "BundleId", "the app's bundle id, e.g. com.example.app", faults);
        var pem = "";
        if (!ApnsCredentials.Given(request.TokenKey))
        {
            faults.Add(new("TokenKey", $"APNSChannelRequest: TokenKey is missing; it has to be {Right}."));
        }
        else if (ReadKey(request.TokenKey!, out pem) is { } why) // given, as checked
        {
            faults.Add(new("TokenKey", $"APNSChannelRequest: TokenKey {why}; it has to be {Right}."));
        }

        return faults.Count > before ? null : new(pem, request.TokenKeyId!.Trim(), request.TeamId!.Trim(), request.BundleId!.Trim()); // required above
    }

    /// <summary>A signing key of its own; the caller disposes it.</summary>
    public static ECDsa Open(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }

    private static void Require(string? value, string member, string right, List<Fault> faults)
    {
        if (!ApnsCredentials.Given(value))
        {
            faults.Add(new(member, $"APNSChannelRequest: {member} is missing; it has to be {right}."));
        }
    }

    private static string? ReadKey(string text, out string pem)
    {
        pem = CredentialText.Unescaped(text);
        try
        {
            using var key = ECDsa.Create();
            if (pem.Contains("-----BEGIN", StringComparison.Ordinal))
            {
                key.ImportFromPem(pem);
            }
            else
            {
                key.ImportPkcs8PrivateKey(Convert.FromBase64String(pem), out _);
            }

            if (key.KeySize != 256)
            {
                return $"is an EC key of {key.KeySize} bits";
            }

            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid is { Value: not Prime256 } other)
            {
                return $"is an EC key of the curve {other.Value}"; // as long, but APNs would refuse each push
            }

            pem = key.ExportPkcs8PrivateKeyPem(); // fails for a public key
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            return "cannot be read as a private key";
        }
    }
}
