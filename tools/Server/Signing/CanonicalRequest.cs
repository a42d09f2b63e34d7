using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Server.Signing;

/// <summary>The text that is signed. Source: AWS General Reference, Signature Version 4 signing process.</summary>
internal static class CanonicalRequest
{
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>What a client may have signed for this path, the likeliest first.</summary>
    /// <remarks>
    /// The SDKs for JavaScript and Go sign what they send. The others send it too, but sign it without empty and dotted segments: botocore then ends with a
    /// slash only where the path does, and the one for Rust, by RFC 3986 5.2.4, also where the path ends with a dotted segment.
    /// </remarks>
    public static IEnumerable<string> Paths(string path)
    {
        yield return path;
        if (path.Contains("//", StringComparison.Ordinal) || path.Contains("/.", StringComparison.Ordinal))
        {
            var segments = new Stack<string>();
            foreach (var segment in path.Split('/'))
            {
                if (segment == "..")
                {
                    segments.TryPop(out _);
                }
                else if (segment is not ("" or "."))
                {
                    segments.Push(segment);
                }
            }

            var resolved = "/" + string.Join('/', segments.Reverse());
            yield return resolved + (path.EndsWith('/') && segments.Count > 0 ? "/" : "");
            if (segments.Count > 0 && (path.EndsWith("/.", StringComparison.Ordinal) || path.EndsWith("/..", StringComparison.Ordinal)))
            {
                yield return resolved + "/";
            }
        }
    }

    /// <param name="path">One of <see cref="Paths"/>.</param>
    /// <param name="bodyHash">SHA-256 of the body as it came, lower-case hex.</param>
    public static string Of(HttpRequest request, string path, RawTarget target, string signedHeaders, string bodyHash)
    {
        var text = new StringBuilder(512).Append(request.Method).Append('\n');
        Encode(text, path, keepSlash: true); // the path as it came, encoded once more: %3A is signed as %253A
        text.Append('\n');
        AppendQuery(text, target);
        text.Append('\n');
        foreach (var name in signedHeaders.Split(';'))
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

    // A signature in the query signs all of it but itself.
    private static void AppendQuery(StringBuilder text, RawTarget target)
    {
        var pairs = from parameter in target.Parameters
                    where parameter.Key != SignatureClaim.SignatureParameter
                    from value in parameter
                    select (Name: Encoded(parameter.Key), Value: Encoded(value));
        var first = true;
        foreach (var (name, value) in pairs.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal))
        {
            text.Append(first ? "" : "&").Append(name).Append('=').Append(value);
            first = false;
        }
    }

    private static string Encoded(string value)
    {
        var text = new StringBuilder(value.Length);
        Encode(text, value, keepSlash: false);
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
}
