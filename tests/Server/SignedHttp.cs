using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinpush.Server.Tests;

/// <summary>Calls as any HTTP client makes them, signed with the server's key: what an SDK does not show can be seen so.</summary>
internal static class SignedHttp
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <param name="path">Only characters that need no escape.</param>
    public static async Task<(int Status, string Body)> CallAsync(Stage stage, string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(stage.Server.Address, path)) { Content = new StringContent(body) };
        var date = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/us-east-1/mobiletargeting/aws4_request";
        var canonical = $"{method}\n{path}\n\nhost:{stage.Server.Address.Authority}\nx-amz-date:{date}\n\nhost;x-amz-date\n{Hash(body)}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + stage.Server.SecretAccessKey), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}")));
        request.Headers.Add("x-amz-date", date);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={stage.Server.AccessKeyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
