using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinpush.Server.Tests;

/// <summary>Requests as no SDK would make them, signed by a second hand: what the server verifies is not judged by its own code.</summary>
/// <remarks>Source: AWS General Reference, Signature Version 4 signing process.</remarks>
internal sealed class SignedHttp(Uri server, string keyId, string secret) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = server };

    public SignedHttp(PinpushServer server)
        : this(server.Address, server.AccessKeyId, server.SecretAccessKey)
    {
    }

    /// <param name="target">Path and query; only characters that need no escape.</param>
    /// <param name="invocation">What an SDK sends to have a repeated call known as one.</param>
    /// <param name="change">Changes the request after it was signed.</param>
    public async Task<(int Status, string Body)> SendAsync(
        string method, string target, string? body = null, string? invocation = null, DateTimeOffset? at = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (invocation is not null)
        {
            request.Headers.Add("amz-sdk-invocation-id", invocation);
        }

        Sign(request, target, body ?? "", at ?? TimeProvider.System.GetUtcNow());
        change?.Invoke(request);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<(int Status, string Body)> GetAsync(string target) => SendAsync("GET", target);

    public void Dispose() => http.Dispose();

    private void Sign(HttpRequestMessage request, string target, string body, DateTimeOffset at)
    {
        var (date, parts) = (at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), target.Split('?', 2));
        var scope = $"{date[..8]}/us-east-1/mobiletargeting/aws4_request";
        var query = parts.Length < 2 ? "" : string.Join('&', parts[1].Split('&').Order(StringComparer.Ordinal));
        var canonical = $"{request.Method}\n{parts[0]}\n{query}\nhost:{server.Authority}\nx-amz-date:{date}\n\nhost;x-amz-date\n{Hash(body)}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}")));
        request.Headers.Add("X-Amz-Date", date);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={keyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
