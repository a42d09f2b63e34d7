using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinpush.Bench;

/// <summary>Signs whole HTTP/1.1 requests ahead of time, so that while the clock runs the client only writes bytes. Signature Version 4.</summary>
internal sealed class RequestSigner(string keyId, string secret, string host)
{
    /// <summary>The request as it goes over the wire. A signature is good for five minutes.</summary>
    /// <param name="path">Only characters that need no escape.</param>
    public byte[] Request(string method, string path, ReadOnlySpan<byte> body)
    {
        var date = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/us-east-1/mobiletargeting/aws4_request";
        var canonical = $"{method}\n{path}\n\nhost:{host}\nx-amz-date:{date}\n\nhost;x-amz-date\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(canonical)))}";
        var key = Encoding.ASCII.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(part));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(toSign)));
        var head = $"{method} {path} HTTP/1.1\r\nHost: {host}\r\nX-Amz-Date: {date}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + $"Authorization: AWS4-HMAC-SHA256 Credential={keyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
