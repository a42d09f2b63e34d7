using System.Text;
using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests.Signing;

/// <summary>Calls that are signed in their query: links, and the beacons of a page that closes.</summary>
public sealed class PresignedTests(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private const string Invalid = "InvalidSignatureException", Incomplete = "IncompleteSignatureException";

    private readonly SignedHttp signer = new(stage.Server);
    private readonly HttpClient http = new() { BaseAddress = stage.Server.Address };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Amplify JS up to version 5 signs the body too, and says nothing of an end.
    [Fact]
    public async Task Beacon_AsAmplifySendsIt_IsRecorded()
    {
        var app = await stage.AppAsync();
        var body = """{"BatchItem":{"phone":{"Endpoint":{},"Events":{"e1":{"EventType":"_session.stop","Timestamp":"NOW"}}}}}"""
            .Replace("NOW", $"{TimeProvider.System.GetUtcNow():O}", StringComparison.Ordinal);

        var (status, answer) = await SendAsync("POST", signer.Presign("POST", $"/v1/apps/{app}/events/legacy", body), body);

        var result = JsonNode.Parse(answer)!["Results"]!["phone"]!["EventsItemResponse"]!["e1"]; // one per event
        Assert.Equal((202, 202), (status, (int?)result?["StatusCode"]));
    }

    [Theory]
    [InlineData(null, -4)]
    [InlineData("3600", -59)]
    [InlineData("604800", 4)]
    public async Task Link_WithinItsTime_IsServed(string? expires, int minutes)
    {
        var link = signer.Presign("GET", "/v1/apps?page-size=1", expires: expires, at: TimeProvider.System.GetUtcNow().AddMinutes(minutes));

        Assert.Equal(200, (await SendAsync("GET", link)).Status);
    }

    [Theory]
    [InlineData(null, -6, Invalid, "Signature expired: ")]
    [InlineData("60", -2, Invalid, "Signature expired: ")]
    [InlineData("3600", 6, Invalid, "Signature not yet current: ")]
    [InlineData("0", 0, Incomplete, "The query needs ")]
    [InlineData("604801", 0, Incomplete, "The query needs ")]
    [InlineData("1h", 0, Incomplete, "The query needs ")]
    public async Task Link_OutOfItsTime_IsRefused(string? expires, int minutes, string type, string message)
    {
        var link = signer.Presign("GET", "/v1/apps", expires: expires, at: TimeProvider.System.GetUtcNow().AddMinutes(minutes));

        await RefusedAsync(link, type, message);
    }

    [Theory]
    [InlineData("X-Amz-Signature=", "X-Amz-Signature=0", Invalid)]
    [InlineData("page-size=1", "page-size=2", Invalid)]
    [InlineData("X-Amz-Expires=60", "X-Amz-Expires=3600", Invalid)]
    [InlineData("/v1/apps", "/v1/apps/", Invalid)]
    [InlineData("page-size=1", "page-size=1&X-Amz-Expires=60", Incomplete)]
    [InlineData("-Algorithm=AWS4-HMAC-SHA256", "-Algorithm=AWS4-HMAC-SHA1", Incomplete)]
    [InlineData("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=x-a", Incomplete)]
    public Task Link_Changed_IsRefused(string part, string other, string type) =>
        RefusedAsync(signer.Presign("GET", "/v1/apps?page-size=1", expires: "60").Replace(part, other, StringComparison.Ordinal), type, "");

    [Fact]
    public async Task Link_WithAnotherBody_IsRefused() =>
        Assert.Equal(403, (await SendAsync("POST", signer.Presign("POST", "/v1/apps", """{"Name":"a"}"""), """{"Name":"b"}""")).Status);

    public void Dispose()
    {
        signer.Dispose();
        http.Dispose();
    }

    private async Task RefusedAsync(string target, string type, string message)
    {
        var (status, body) = await SendAsync("GET", target);

        var error = JsonNode.Parse(body)!; // an error has one
        Assert.Equal((403, type), (status, (string?)error["__type"]));
        Assert.StartsWith(message, (string?)error["Message"], StringComparison.Ordinal);
    }

    private async Task<(int Status, string Body)> SendAsync(string method, string target, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "text/plain");
        using var response = await http.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
