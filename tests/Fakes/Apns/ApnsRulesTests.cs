using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Pinpush.Fakes.Apns;

namespace Pinpush.Fakes.Tests.Apns;

/// <summary>The rules of the APNs simulator, one by one, over HTTP/2 without TLS.</summary>
public sealed class ApnsRulesTests(TestFolder folder) : IClassFixture<TestFolder>
{
    private const string Device = "/3/device/00ff";
    private const string Alert = """{"aps":{"alert":"x"}}""";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData("POST", Device, Alert, "apns-id: nonsense", 400, "BadMessageId")]
    [InlineData("POST", Device, Alert, "apns-topic: ", 400, "MissingTopic")]
    [InlineData("POST", Device, Alert, "apns-priority: 7", 400, "BadPriority")]
    [InlineData("POST", Device, Alert, "apns-push-type: loud", 400, "InvalidPushType")]
    [InlineData("POST", Device, Alert, "apns-push-type: voip", 400, "TopicDisallowed")]
    [InlineData("POST", Device, Alert, "apns-expiration: soon", 400, "BadExpirationDate")]
    [InlineData("POST", Device, Alert, "authorization: bearer a.b.c", 403, "InvalidProviderToken")]
    [InlineData("POST", Device, Alert, "authorization: ", 403, "MissingProviderToken")]
    [InlineData("POST", Device, "", "apns-priority: 10", 400, "PayloadEmpty")]
    [InlineData("POST", Device, "{}", "apns-priority: 10", 400, "PayloadEmpty")]
    [InlineData("POST", Device, "{\"aps\":", "apns-priority: 10", 400, "PayloadEmpty")]
    [InlineData("POST", "/3/device/", Alert, "apns-priority: 10", 400, "MissingDeviceToken")]
    [InlineData("POST", "/3/devices/00ff", Alert, "apns-priority: 10", 404, "BadPath")]
    [InlineData("GET", Device, "", "apns-priority: 10", 405, "MethodNotAllowed")]
    public async Task Push_BrokenRule_IsRefusedWithItsReason(string method, string path, string body, string header, int status, string reason)
    {
        await using var apns = await StartAsync();
        using var http = new HttpClient();
        using var request = Request(apns, method, path, body);
        var (name, value) = (header.Split(": ")[0], header.Split(": ")[1]);
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);

        using var response = await http.SendAsync(request, Cancel);

        Assert.Equal((status, reason), ((int)response.StatusCode, await ReasonAsync(response)));
        Assert.True(response.Headers.Contains("apns-id"));
        Assert.Equal((0, 1), (apns.Inbox.Totals.Accepted, apns.Inbox.Totals.Refused));
    }

    [Theory]
    [InlineData(4096, "alert", 200)]
    [InlineData(4097, "alert", 413)]
    [InlineData(5120, "voip", 200)]
    [InlineData(5121, "voip", 413)]
    public async Task Push_Size_IsLimitedByPushType(int size, string pushType, int status)
    {
        await using var apns = await StartAsync();
        using var http = new HttpClient();
        using var request = Request(apns, "POST", Device, $$"""{"a":"{{new string('x', size - 8)}}"}""");
        request.Headers.Remove("apns-push-type");
        request.Headers.Add("apns-push-type", pushType);
        request.Headers.Remove("apns-topic");
        request.Headers.Add("apns-topic", pushType == "voip" ? "com.example.shop.voip" : "com.example.shop");

        using var response = await http.SendAsync(request, Cancel);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Push_TokenNotHexAndKeyUnknown_IsAcceptedWithRemarks_OrRefusedWhenStrict()
    {
        await using var lenient = await StartAsync();
        await using var strict = await StartAsync(strict: true);
        using var http = new HttpClient();
        using var first = Request(lenient, "POST", "/3/device/device-token-abc", Alert);
        using var second = Request(strict, "POST", "/3/device/device-token-abc", Alert);
        using var third = Request(strict, "POST", Device, Alert);

        using var taken = await http.SendAsync(first, Cancel);
        using var badToken = await http.SendAsync(second, Cancel);
        using var badKey = await http.SendAsync(third, Cancel);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(
            "a real gateway would refuse: token is not hex; signature not checked: key KEY is not registered",
            lenient.Inbox.For("device-token-abc")[0].Remark);
        Assert.Equal("BadDeviceToken", await ReasonAsync(badToken));
        Assert.Equal("InvalidProviderToken", await ReasonAsync(badKey));
    }

    [Fact]
    public async Task Push_ProviderTokenOlderThanAnHour_IsExpired()
    {
        await using var apns = await StartAsync();
        using var http = new HttpClient();
        using var request = Request(apns, "POST", Device, Alert);
        clock.Advance(TimeSpan.FromMinutes(61));

        using var response = await http.SendAsync(request, Cancel);

        Assert.Equal((403, "ExpiredProviderToken"), ((int)response.StatusCode, await ReasonAsync(response)));
    }

    [Fact]
    public async Task Push_ThirdProviderTokenWithin20Minutes_IsOneTooMany()
    {
        await using var apns = await StartAsync();
        using var http = new HttpClient();
        var reasons = new List<string?>();
        foreach (var wait in new[] { 0, 1, 1, 20 })
        {
            clock.Advance(TimeSpan.FromMinutes(wait));
            using var request = Request(apns, "POST", Device, Alert);
            using var response = await http.SendAsync(request, Cancel);
            reasons.Add(await ReasonAsync(response));
        }

        Assert.Equal([null, null, "TooManyProviderTokenUpdates", null], reasons);
    }

    [Fact]
    public async Task Push_SameIdTwice_IsDeliveredTwiceAndReported()
    {
        await using var apns = await StartAsync();
        using var http = new HttpClient();
        const string Id = "6f1c6b3a-27a1-4c39-9a57-2f0f1f5a7b10";
        for (var i = 0; i < 2; i++)
        {
            using var request = Request(apns, "POST", Device, Alert);
            request.Headers.Add("apns-id", Id);
            using var response = await http.SendAsync(request, Cancel);
            Assert.Equal(Id, response.Headers.GetValues("apns-id").Single());
        }

        Assert.Equal([new RepeatedMessage(Id, "00ff", 2)], apns.Inbox.Repeated());
    }

    [Fact]
    public async Task Script_OutcomesInOrder_LastOneGoesOn()
    {
        await using var apns = await StartAsync();
        using var http = new HttpClient();
        var since = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        apns.Script(
            "00ff",
            new ScriptedOutcome.Refused(0, "TooManyRequests") { RetryAfter = TimeSpan.FromSeconds(3) },
            new ScriptedOutcome.DropConnection(AfterDelivery: true),
            new ScriptedOutcome.GoAway(),
            ScriptedOutcome.Unregistered(since));

        async Task<HttpResponseMessage> PushAsync()
        {
            using var request = Request(apns, "POST", Device, Alert);
            return await http.SendAsync(request, Cancel);
        }

        using var busy = await PushAsync();
        await Assert.ThrowsAsync<HttpRequestException>(PushAsync);
        using var goAway = await PushAsync();
        using var gone = await PushAsync();
        using var stillGone = await PushAsync();

        Assert.Equal((429, "3"), ((int)busy.StatusCode, busy.Headers.RetryAfter?.ToString()));
        Assert.Equal(200, (int)goAway.StatusCode);
        Assert.Equal("""{"reason":"Unregistered","timestamp":1700000000123}""", await gone.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(410, (int)stillGone.StatusCode);
        Assert.Equal(2, apns.Inbox.AcceptedFor("00ff"));
    }

    [Fact]
    public async Task Script_Hang_AnswersNeverAndDoesNotHoldUpTheEnd()
    {
        var apns = await StartAsync();
        using var http = new HttpClient();
        apns.Script("00ff", new ScriptedOutcome.Hang());
        using var request = Request(apns, "POST", Device, Alert);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.SendAsync(request, limit.Token));

        await apns.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal((0, "hang"), (apns.Inbox.For("00ff")[0].Status, apns.Inbox.For("00ff")[0].Reason));
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        await using var first = await StartAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => ApnsSimulator.StartAsync(
            new() { AuthorityFolder = folder.Path, ClearPort = first.ClearAddress.Port }, Cancel));
    }

    private Task<ApnsSimulator> StartAsync(bool strict = false) =>
        ApnsSimulator.StartAsync(new() { AuthorityFolder = folder.Path, Strict = strict, Time = clock }, Cancel);

    private HttpRequestMessage Request(ApnsSimulator apns, string method, string path, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(apns.ClearAddress, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body.Length > 0 ? new StringContent(body) : null,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("bearer", Signer.ProviderToken(key, "KEY", "TEAM", clock.GetUtcNow()));
        request.Headers.Add("apns-topic", "com.example.shop");
        request.Headers.Add("apns-push-type", "alert");
        return request;
    }

    private static async Task<string?> ReasonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return text.Length > 0 ? (string?)JsonNode.Parse(text)!["reason"] : null; // an object
    }
}
