using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pinpush.Fakes.Fcm;

namespace Pinpush.Fakes.Tests.Fcm;

/// <summary>The rules of the FCM simulator, one by one, over HTTP/2 without TLS.</summary>
public sealed class FcmRulesTests(TestFolder folder) : IClassFixture<TestFolder>, IDisposable
{
    private const string Email = "push@shop-1.iam.gserviceaccount.com";
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";
    private readonly RSA key = RSA.Create(2048);
    private readonly HttpClient http = new();
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"message":{"token":"t","topic":"news"}}""", "message")]
    [InlineData("""{"message":{"data":{"a":"b"}}}""", "message")]
    [InlineData("""{"message":{"token":"t","data":{"from":"x"}}}""", "message.data[0].key")]
    [InlineData("""{"message":{"token":"t","data":{"a":"b","google.x":"x"}}}""", "message.data[1].key")]
    [InlineData("""{"message":{"token":"t","data":{"a":true}}}""", "message.data[0].value")]
    [InlineData("""{"message":{"token":"t","android":{"data":{"a":1}}}}""", "message.android.data[0].value")]
    [InlineData("""{"message":{"token":"t","android":{"ttl":"2419201s"}}}""", "message.android.ttl")]
    [InlineData("""{"message":{"token":"t","android":{"ttl":3600}}}""", "message.android.ttl")]
    [InlineData("""{"message":{"token":"t","android":{"priority":"urgent"}}}""", "message.android.priority")]
    [InlineData("""{"message":{"token":"t","sound":"x"}}""", "message")]
    [InlineData("""{}""", "message")]
    [InlineData("""[]""", "message")]
    public async Task Message_BrokenRule_IsInvalidArgumentAtItsField(string body, string field)
    {
        await using var fcm = await StartAsync();
        var bearer = await BearerAsync(fcm, Scope);

        var (status, answer) = await SendAsync(fcm, bearer, body);

        Assert.Equal(400, status);
        var error = answer["error"]!;
        Assert.Equal("INVALID_ARGUMENT", (string?)error["status"]);
        Assert.Equal(field, (string?)error["details"]!.AsArray()[^1]!["fieldViolations"]![0]!["field"]);
    }

    [Theory]
    [InlineData("collapse_key", "restricted_package_name", 4096, 200)]
    [InlineData("collapseKey", "restrictedPackageName", 4097, 400)]
    public async Task Message_BothSpellings_UpToTheLimit(string collapseKey, string package, int size, int expected)
    {
        await using var fcm = await StartAsync();
        var bearer = await BearerAsync(fcm, Scope);

        var (status, answer) = await SendAsync(fcm, bearer, $$"""
            {"message":{"token":"t","data":{"k":"{{new string('x', size - 1)}}"},"android":{"{{collapseKey}}":"c","{{package}}":"com.example"} } }
            """);

        Assert.Equal(expected, status);
        Assert.Equal(expected == 200, answer["name"] is not null);
        Assert.Equal(
            "signature not checked: service account push@shop-1.iam.gserviceaccount.com is not registered; "
            + "a real gateway would refuse: not an FCM registration token",
            fcm.Inbox.For("t")[0].Remark);
    }

    [Fact]
    public async Task Message_WithoutGoodBearer_IsUnauthenticated()
    {
        await using var fcm = await StartAsync();

        var (status, answer) = await SendAsync(fcm, "made-up", """{"message":{"token":"t"}}""");

        Assert.Equal((401, "UNAUTHENTICATED"), (status, (string?)answer["error"]!["status"]));
    }

    [Fact]
    public async Task Message_ValidateOnly_ReachesNobody()
    {
        await using var fcm = await StartAsync();
        var bearer = await BearerAsync(fcm, Scope);

        var (status, _) = await SendAsync(fcm, bearer, """{"message":{"token":"t"},"validate_only":true}""");

        Assert.Equal((200, 0), (status, fcm.Inbox.AcceptedFor("t")));
    }

    [Fact]
    public async Task Exchange_WrongKeyOrScope_IsRefused()
    {
        await using var fcm = await StartAsync();
        using var other = RSA.Create(2048);
        using var badScope = await ExchangeAsync(fcm, Signer.Assertion(key, Email, "https://www.googleapis.com/auth/drive", DateTimeOffset.UtcNow));
        fcm.RegisterAccount(Email, null, other.ExportSubjectPublicKeyInfoPem());
        using var badKey = await ExchangeAsync(fcm, Signer.Assertion(key, Email, Scope, DateTimeOffset.UtcNow));

        Assert.Equal("invalid_scope", (string?)(await JsonAsync(badScope))["error"]);
        Assert.Equal("invalid_grant", (string?)(await JsonAsync(badKey))["error"]);
    }

    [Theory]
    [InlineData(0, 3600, "RS256", true)]
    [InlineData(240, 3600, "RS256", true)] // clocks differ a little
    [InlineData(600, 3600, "RS256", false)] // from the future
    [InlineData(-7200, 3600, "RS256", false)] // long over
    [InlineData(0, 7200, "RS256", false)] // good for too long
    [InlineData(0, -60, "RS256", true)] // over, but within the skew
    [InlineData(0, 3600, "none", false)]
    [InlineData(0, 3600, "HS256", false)]
    public async Task Exchange_AssertionsTimeAndAlgorithm_AreJudged(int offset, int seconds, string algorithm, bool good)
    {
        await using var fcm = await StartAsync();

        using var response = await ExchangeAsync(fcm, Signer.Assertion(key, Email, Scope, DateTimeOffset.UtcNow.AddSeconds(offset), seconds, algorithm));

        Assert.Equal(good ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"message":{"token":"\ud800"}}""")]
    [InlineData("""{"message":{"token":"t","data":{"\ud800":"x"}}}""")]
    [InlineData("""{"message":{"token":"t","data":{"k":"\udfff"}}}""")]
    [InlineData("""{"message":{"token":{"a":1}}}""")]
    [InlineData("""{"message":{"topic":7}}""")]
    [InlineData("""{"message":7}""")]
    [InlineData("""{"message":{"token":"t","android":[]}}""")]
    public async Task Message_OddJson_IsInvalidArgument(string body)
    {
        await using var fcm = await StartAsync();

        var (status, answer) = await SendAsync(fcm, await BearerAsync(fcm, Scope), body);

        Assert.Equal((400, "INVALID_ARGUMENT"), (status, (string?)answer["error"]!["status"]));
    }

    [Theory]
    [InlineData("QUOTA_EXCEEDED", 429)]
    [InlineData("SENDER_ID_MISMATCH", 403)]
    [InlineData("UNAVAILABLE", 503)]
    [InlineData("INTERNAL", 500)]
    public async Task Script_ErrorCode_ComesWithItsDocumentedStatus(string code, int expected)
    {
        await using var fcm = await StartAsync();
        var bearer = await BearerAsync(fcm, Scope);
        fcm.Script("t", new ScriptedOutcome.Refused(0, code) { RetryAfter = TimeSpan.FromSeconds(7) });

        var (status, answer) = await SendAsync(fcm, bearer, """{"message":{"token":"t"}}""");

        Assert.Equal((expected, code), (status, (string?)answer["error"]!["details"]![0]!["errorCode"]));
    }

    [Fact]
    public async Task LegacySend_IsGone()
    {
        await using var fcm = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fcm.ClearAddress, "/fcm/send")) { Version = HttpVersion.Version20 };
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.TryAddWithoutValidation("Authorization", "key=AAAA");

        using var response = await http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    public void Dispose()
    {
        key.Dispose();
        http.Dispose();
    }

    private Task<FcmSimulator> StartAsync() => FcmSimulator.StartAsync(new() { AuthorityFolder = folder.Path }, Cancel);

    private async Task<string> BearerAsync(FcmSimulator fcm, string scope)
    {
        using var response = await ExchangeAsync(fcm, Signer.Assertion(key, Email, scope, DateTimeOffset.UtcNow));
        return (string?)(await JsonAsync(response))["access_token"] ?? throw new InvalidOperationException("No access token was given.");
    }

    private async Task<HttpResponseMessage> ExchangeAsync(FcmSimulator fcm, string assertion)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = assertion,
        });
        return await http.PostAsync(fcm.TokenAddress, form, Cancel);
    }

    private async Task<(int Status, JsonNode Answer)> SendAsync(FcmSimulator fcm, string bearer, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fcm.ClearAddress, "/v1/projects/shop-1/messages:send"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(body),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await JsonAsync(response));
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel)) ?? throw new InvalidOperationException("The answer is null.");
}
