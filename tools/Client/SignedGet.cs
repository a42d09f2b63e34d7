using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace Pinpush.Client;

/// <summary>A GET with an AWS Signature Version 4, for the addresses that are not part of Pinpoint's API.</summary>
/// <remarks>Source: AWS, Create a signed AWS API request. Signed headers: host and x-amz-date.</remarks>
public static class SignedGet
{
    private const string Service = "mobiletargeting";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <exception cref="RefusedGetException">Any answer but 2xx.</exception>
    public static async Task<string> ReadAsync(Uri url, ImmutableCredentials keys, string region, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var http = new HttpClient { Timeout = Limit };
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        Sign(request, keys, region, TimeProvider.System.GetUtcNow());
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? body : throw new RefusedGetException(response.StatusCode, $"{url} answered {(int)response.StatusCode}: {body}");
    }

    private static void Sign(HttpRequestMessage request, ImmutableCredentials keys, string region, DateTimeOffset now)
    {
        var url = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));
        var time = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var day = time[..8];
        var scope = $"{day}/{region}/{Service}/aws4_request";
        var canonical = string.Join('\n', "GET", url.AbsolutePath, url.Query.TrimStart('?'),
            $"host:{url.Authority}", $"x-amz-date:{time}", "", "host;x-amz-date", Hex(SHA256.HashData([])));
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", time, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));

        var key = Encoding.UTF8.GetBytes("AWS4" + keys.SecretKey);
        foreach (var part in new[] { day, region, Service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation("x-amz-date", time);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={keys.AccessKey}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}");
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
