using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Server.Signing;

/// <summary>
/// Verifies Signature Version 4 from the raw request: method, raw target, the headers that are named as signed, and the hash of the body
/// as it came. Source: AWS General Reference, Signature Version 4 signing process.
/// </summary>
/// <remarks>Signing name <c>mobiletargeting</c>; the date may differ from the clock by five minutes.</remarks>
internal sealed class SignatureVerifier(AccessKeys keys, TimeProvider time)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);
    private readonly ConcurrentDictionary<(string Key, string Scope), byte[]> signingKeys = new();

    /// <summary>Who signed the request, or why it is not accepted.</summary>
    /// <returns>Region of the credential scope and access key id when <c>Fault</c> is null.</returns>
    public (string? Fault, string Region, string AccessKeyId) Verify(HttpRequest request, string rawTarget, ReadOnlySpan<byte> body)
    {
        (string?, string, string) Refuse(string why) => (why, "", "");

        // AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/mobiletargeting/aws4_request, SignedHeaders=host;x-amz-date, Signature=0a1b...
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            return Refuse(
                "The request is not signed: the header Authorization is missing. Sign it with Signature Version 4 and a key of the server's credentials file.");
        }

        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal)
            || Part(authorization, "Credential=") is not { } credential
            || credential.Split('/') is not [var keyId, var day, var region, var service, "aws4_request"]
            || Part(authorization, "SignedHeaders=") is not { } signedHeaders || Part(authorization, "Signature=") is not { } signature)
        {
            return Refuse("The header Authorization is not of the form 'AWS4-HMAC-SHA256 Credential=.../aws4_request, SignedHeaders=..., Signature=...'.");
        }

        if (service != "mobiletargeting")
        {
            return Refuse($"The request is signed for the service '{service}'; Pinpoint's signing name is 'mobiletargeting'.");
        }

        var date = request.Headers["X-Amz-Date"].ToString();
        if (!DateTimeOffset.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            || !date.StartsWith(day, StringComparison.Ordinal))
        {
            return Refuse("The header X-Amz-Date is missing, not of the form 20260102T030405Z, or of another day than the credential scope.");
        }

        if ((time.GetUtcNow() - at).Duration() > Skew)
        {
            return Refuse(
                $"The signature has expired: it is dated {date}, the server's clock says {time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}, and at most 5 minutes may "
                    + "lie between. Set the clock right.");
        }

        if (keys.SecretOf(keyId) is not { } secret)
        {
            return Refuse("The access key id is not in the server's credentials file.");
        }

        var names = signedHeaders.Split(';');
        if (!names.Contains("host") || !names.Contains("x-amz-date"))
        {
            return Refuse("SignedHeaders has to name at least host and x-amz-date.");
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        var bodyHash = Convert.ToHexStringLower(hash);
        if (request.Headers["X-Amz-Content-Sha256"].ToString() is { Length: > 0 } declared && declared != bodyHash)
        {
            return Refuse("X-Amz-Content-Sha256 is not the SHA-256 of the body.");
        }

        var scope = credential[(keyId.Length + 1)..];
        if (signingKeys.Count > 1000)
        {
            signingKeys.Clear(); // days and regions pass; the cache must not grow for ever
        }

        var key = signingKeys.GetOrAdd((keyId, scope), static (k, s) => SigningKey(s.secret, s.day, s.region, s.service), (secret, day, region, service));
        bool Matches(string path)
        {
            Span<byte> digest = stackalloc byte[32];
            SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request, path, rawTarget, names, signedHeaders, bodyHash)), digest);
            var toSign = $"{Algorithm}\n{date}\n{scope}\n{Convert.ToHexStringLower(digest)}";
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign), digest);
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)), Encoding.ASCII.GetBytes(signature));
        }

        // botocore signs an empty or dotted segment as if it were resolved and sends it as it is; the JavaScript SDK signs what it sends.
        var mark = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? rawTarget : rawTarget[..mark];
        return Matches(path) || (Resolved(path) is var resolved && resolved != path && Matches(resolved))
            ? (null, region, keyId)
            : Refuse("The signature does not match: the secret key is another one, or the request was changed on its way.");
    }

    private static string? Part(string authorization, string name)
    {
        var start = authorization.IndexOf(name, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += name.Length;
        var end = authorization.IndexOf(',', start);
        return authorization[start..(end < 0 ? authorization.Length : end)].Trim();
    }

    private static string Resolved(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
        {
            return path;
        }

        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return "/" + string.Join('/', segments) + (path.EndsWith('/') && segments.Count > 0 ? "/" : "");
    }

    private static string Canonical(HttpRequest request, string path, string rawTarget, string[] names, string signedHeaders, string bodyHash)
    {
        var mark = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var text = new StringBuilder(512).Append(request.Method).Append('\n');
        Encode(text, path, keepSlash: true); // the path as it came, encoded once more: %3A is signed as %253A
        text.Append('\n');
        if (mark >= 0)
        {
            AppendQuery(text, rawTarget[(mark + 1)..]);
        }

        text.Append('\n');
        foreach (var name in names)
        {
            text.Append(name).Append(':');
            var values = request.Headers[name];
            for (var i = 0; i < values.Count; i++)
            {
                text.Append(i > 0 ? "," : "");
                AppendFolded(text, values[i].AsSpan().Trim());
            }

            text.Append('\n');
        }

        return text.Append('\n').Append(signedHeaders).Append('\n').Append(bodyHash).ToString();
    }

    private static void AppendFolded(StringBuilder text, ReadOnlySpan<char> value)
    {
        var space = false;
        foreach (var c in value)
        {
            if (c != ' ' || !space)
            {
                text.Append(c);
            }

            space = c == ' ';
        }
    }

    private static void AppendQuery(StringBuilder text, string query)
    {
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p =>
        {
            var at = p.IndexOf('=', StringComparison.Ordinal);
            return (Name: Again(at < 0 ? p : p[..at]), Value: Again(at < 0 ? "" : p[(at + 1)..]));
        });
        var first = true;
        foreach (var (name, value) in pairs.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal))
        {
            text.Append(first ? "" : "&").Append(name).Append('=').Append(value);
            first = false;
        }
    }

    private static string Again(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        Encode(text, Uri.UnescapeDataString(escaped), keepSlash: false);
        return text.ToString();
    }

    private static void Encode(StringBuilder text, string value, bool keepSlash)
    {
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (Unreserved.Contains(b) || (keepSlash && b == '/'))
            {
                text.Append((char)b);
            }
            else
            {
                text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }

    private static byte[] SigningKey(string secret, string day, string region, string service)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(day));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(service));
        return HMACSHA256.HashData(key, "aws4_request"u8);
    }
}
