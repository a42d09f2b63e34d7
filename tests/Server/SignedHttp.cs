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

    /// <param name="target">Path and query; only characters that need no escape, or escaped ones in the path.</param>
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

        foreach (var header in Sign(method, EscapedOnceMore(target), body ?? "", at).Select(h => h.Split(": ", 2)))
        {
            request.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        change?.Invoke(request);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<(int Status, string Body)> GetAsync(string target) => SendAsync("GET", target);

    public void Dispose() => http.Dispose();

    /// <summary>The two headers that a signed request carries, a line each.</summary>
    /// <param name="signed">Path and query as they are signed: the path may be sent in another form.</param>
    public string[] Sign(string method, string signed, string body, DateTimeOffset? at = null)
    {
        var (date, scope) = Scope(at ?? TimeProvider.System.GetUtcNow());
        var signature = Signature(method, signed, $"host:{server.Authority}\nx-amz-date:{date}\n", "host;x-amz-date", body, date, scope);
        return [$"X-Amz-Date: {date}", $"Authorization: AWS4-HMAC-SHA256 Credential={keyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}"];
    }

    /// <summary>The target with what makes it signed in its query.</summary>
    /// <param name="expires">Seconds; null leaves it out, as Amplify's beacons do.</param>
    public string Presign(string method, string target, string body = "", string? expires = null, DateTimeOffset? at = null)
    {
        var (date, scope) = Scope(at ?? TimeProvider.System.GetUtcNow());
        var signed = $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + $"&X-Amz-Credential={Uri.EscapeDataString($"{keyId}/{scope}")}&X-Amz-Date={date}{(expires is null ? "" : $"&X-Amz-Expires={expires}")}"
            + "&X-Amz-SignedHeaders=host";
        return $"{signed}&X-Amz-Signature={Signature(method, signed, $"host:{server.Authority}\n", "host", body, date, scope)}";
    }

    private static string EscapedOnceMore(string target) =>
        target.Split('?', 2) is [var path, .. var query] ? string.Join('?', [path.Replace("%", "%25", StringComparison.Ordinal), .. query]) : target;

    private string Signature(string method, string target, string headers, string names, string body, string date, string scope)
    {
        var parts = target.Split('?', 2);
        var query = parts.Length < 2 ? "" : string.Join('&', parts[1].Split('&').Order(StringComparer.Ordinal));
        var canonical = $"{method}\n{parts[0]}\n{query}\n{headers}\n{names}\n{Hash(body)}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}")));
    }

    private static (string Date, string Scope) Scope(DateTimeOffset at)
    {
        var date = at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return (date, $"{date[..8]}/us-east-1/mobiletargeting/aws4_request");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
