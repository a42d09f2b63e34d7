using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Kernel;

/// <summary>What every call passes, whatever it asks for.</summary>
public sealed class PipelineTests(Stage stage) : IClassFixture<Stage>
{
    [Theory]
    [InlineData("GET", "/v1/nowhere", null, 404, "NotFoundException", "The API has no resource at /v1/nowhere.")]
    [InlineData("PATCH", "/v1/apps", "{}", 405, "MethodNotAllowedException", "PATCH is no method of /v1/apps.")]
    [InlineData("DELETE", "/v1/templates/t/email", null, 404, "NotFoundException",
        "Resource not found: there is nothing for DeleteEmailTemplate, since this server does not serve the writing of it.")]
    [InlineData("GET", "/v1/recommenders", null, 405, "MethodNotAllowedException", "GetRecommenderConfigurations is not served by this server.")]
    [InlineData("POST", "/v1/apps", null, 400, "BadRequestException", "CreateApp needs a JSON body; there is none.")]
    [InlineData("POST", "/v1/apps", "null", 400, "BadRequestException", "CreateApp: the body is null; it has to be a JSON object.")]
    [InlineData("GET", "/v1/apps/nope/settings", null, 404, "NotFoundException", "Resource not found: there is no app 'nope'.")]
    [InlineData("POST", "/pinpush/runs", "{}", 405, "MethodNotAllowedException", "/pinpush/runs answers GET only.")]
    public async Task Call_ThatIsWrong_IsAnsweredInTheFormOfTheApi(string method, string target, string? body, int status, string type, string message)
    {
        using var http = new SignedHttp(stage.Server);

        var answer = await http.SendAsync(method, target, body);

        var error = JsonNode.Parse(answer.Body)!.AsObject(); // an object
        Assert.Equal(["__type", "Message", "RequestID"], error.Select(m => m.Key));
        Assert.Equal((status, type, message), (answer.Status, (string?)error["__type"], (string?)error["Message"]));
        Assert.True(Guid.TryParse((string?)error["RequestID"], out _));
    }

    [Fact]
    public async Task Error_Headers_NameItsTypeAndTheRequestOfItsBody()
    {
        using var http = new HttpClient { BaseAddress = stage.Server.Address };

        using var response = await http.GetAsync(new Uri("/v1/apps", UriKind.Relative), TestContext.Current.CancellationToken);

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!; // an object
        Assert.Equal("MissingAuthenticationTokenException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal((string?)body["RequestID"], Assert.Single(response.Headers.GetValues("x-amzn-RequestId")));
    }

    // Whoever writes all of it before they read an answer hears it, and does not call again.
    [Theory]
    [InlineData(8_000_000, false)]
    [InlineData(8_000_000, true)]
    [InlineData(60_000_000, false)]
    public async Task Call_BodyLargerThan7MB_IsReadAwayAndRefused(int size, bool inChunks)
    {
        using var http = new SignedHttp(stage.Server);
        var body = new string('x', size);

        var answer = await RawHttp.AskAsync(
            stage.Server.Address, "POST /v1/apps HTTP/1.1",
            [inChunks ? "Transfer-Encoding: chunked" : $"Content-Length: {size}", .. http.Sign("POST", "/v1/apps", body)],
            inChunks ? $"{size:x}\r\n{body}\r\n0\r\n\r\n" : body);

        Assert.Equal((413, "PayloadTooLargeException"), (answer.Status, (string?)JsonNode.Parse(answer.Body)!["__type"])); // an error has one
        Assert.Contains("\r\nConnection: close\r\n", answer.Head, StringComparison.Ordinal);
        Assert.Contains("The body is larger than 7340032 bytes, the most that a request may carry.", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateEndpoint_BodyLargerThan7MB_IsOneCallForTheSdk()
    {
        var app = await stage.AppAsync();
        using var aws = new AmazonPinpointClient(stage.Server.AccessKeyId, stage.Server.SecretAccessKey, new AmazonPinpointConfig
        {
            ServiceURL = stage.Server.Address.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 4,
        });
        var calls = 0;
        aws.AfterResponseEvent += (_, _) => calls++;
        aws.ExceptionEvent += (_, _) => calls++;

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => aws.UpdateEndpointAsync(
            new() { ApplicationId = app, EndpointId = "e", EndpointRequest = new() { Address = new string('a', 8_000_000) } },
            TestContext.Current.CancellationToken));

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task CreateApp_RepeatedWithItsInvocationId_MakesOne()
    {
        using var http = new SignedHttp(stage.Server);
        var invocation = Guid.NewGuid().ToString();

        var answers = new List<(int, string)>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await http.SendAsync("POST", "/v1/apps", """{"Name":"once"}""", invocation));
        }

        Assert.Single(answers.Distinct());
        Assert.NotEqual(answers[0], await http.SendAsync("POST", "/v1/apps", """{"Name":"once"}""", Guid.NewGuid().ToString()));
        Assert.NotEqual(answers[0], await http.SendAsync("POST", "/v1/apps", """{"Name":"other"}""", invocation)); // another call under the same id
    }

    [Fact]
    public async Task SendMessages_RepeatedWithItsInvocationId_SendsOnce()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "repeated");
        using var http = new SignedHttp(stage.Server);
        var invocation = Guid.NewGuid().ToString();

        for (var i = 0; i < 3; i++)
        {
            var (status, _) = await http.SendAsync(
                "POST", $"/v1/apps/{app}/messages",
                """{"Endpoints":{"repeated":{}},"MessageConfiguration":{"APNSMessage":{"Title":"T","Body":"B"}}}""", invocation);
            Assert.Equal(200, status);
        }

        Assert.Single(stage.Apns.Inbox.For("token-repeated"));
    }

    [Fact]
    public async Task Healthz_Unsigned_SaysOk()
    {
        using var http = new HttpClient { BaseAddress = stage.Server.Address };

        Assert.Equal("ok", await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken));
    }
}
