using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Pinpush.Bench;

/// <summary>Signs whole HTTP/1.1 requests ahead of time with the AWS SDK's signer, so that while the clock runs the client only writes bytes.</summary>
internal sealed class RequestSigner(string keyId, string secret, Uri server) : AWS4Signer
{
    private readonly ImmutableCredentials keys = new(keyId, secret, token: null);

    /// <summary>The request as it goes over the wire. A signature is good for five minutes.</summary>
    /// <param name="path">Only characters that need no escape.</param>
    public byte[] Request(string method, string path, byte[] body)
    {
        var head = $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n";
        var signed = string.Concat(Headers(method, path, body).Select(h => $"{h.Key}: {h.Value}\r\n"));
        return [.. Encoding.ASCII.GetBytes($"{head}{signed}\r\n"), .. body];
    }

    /// <summary>X-Amz-Date and Authorization of a request; besides the date only the host is signed.</summary>
    public IReadOnlyDictionary<string, string> Headers(string method, string path, byte[] body)
    {
        var headers = new Dictionary<string, string>();
        var at = InitializeHeaders(headers, server);
        var sorted = SortAndPruneHeaders(headers);
        var canonical = CanonicalizeRequest(server, path, method, sorted, canonicalQueryString: "", Convert.ToHexStringLower(ComputeHash(body)));
        headers.Remove("host");
        headers["Authorization"] = ComputeSignature(keys, "us-east-1", at, "mobiletargeting", CanonicalizeHeaderNames(sorted),
            canonical).ForAuthorizationHeader;
        return headers;
    }
}
