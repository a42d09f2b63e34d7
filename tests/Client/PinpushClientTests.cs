using System.Net;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pinpush.Client.Tests;

public sealed class PinpushClientTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("plain")]
    [InlineData("shop/dev/2026-11 launch")]
    [InlineData("a+b=c&d%2F~?#")]
    [InlineData("Übung ✓")]
    public async Task InboxAsync_AnyText_IsSignedAsItIsSent(string token)
    {
        var ends = TestContext.Current.CancellationToken;
        await using var served = await ServedConnection.StartAsync(ends);
        using var connection = served.Open();

        var answer = await connection.Client().InboxAsync(token, ends);

        Assert.Equal([token], answer.Select(a => a.GetString()));
    }

    [Fact(Timeout = 60_000)]
    public async Task InboxAsync_WrongSecret_ThrowsWhatTheServerSays()
    {
        var ends = TestContext.Current.CancellationToken;
        await using var served = await ServedConnection.StartAsync(ends);
        using var connection = served.Open(secret: "another");

        var refused = await Assert.ThrowsAsync<AmazonPinpointException>(() => connection.Client().InboxAsync("t", ends));

        Assert.Equal((HttpStatusCode.Forbidden, "InvalidSignatureException"), (refused.StatusCode, refused.ErrorCode));
        Assert.StartsWith("The request signature we calculated does not match", refused.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("{}", 2)]
    [InlineData("""{"Dimensions":{"Attributes":{"the plan":{"Values":["a&b=c"]}}}}""", 1)]
    [InlineData("""{"Dimensions":{"Attributes":{"the plan":{"Values":[]}}}}""", null)]
    [InlineData("""{"SegmentGroups":{"Groups":[{"SourceSegments":[{"Id":"none"}]}]}}""", null)]
    [InlineData("null", null)]
    [InlineData("all", null)]
    public async Task AudienceAsync_DefinitionThatIsNotWritten_CountsWhatTheSegmentWouldHold(string definition, int? total)
    {
        var ends = TestContext.Current.CancellationToken;
        await using var served = await ServedConnection.StartAsync(ends);
        using var connection = served.Open();
        var client = connection.Client();
        var app = (await client.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "a" } }, ends)).ApplicationResponse.Id;
        foreach (var plan in new[] { "a&b=c", "other" })
        {
            var endpoint = new EndpointRequest { ChannelType = "GCM", Address = plan, Attributes = new() { ["the plan"] = [plan] } };
            await client.UpdateEndpointAsync(new() { ApplicationId = app, EndpointId = plan, EndpointRequest = endpoint }, ends);
        }

        var audience = await client.AudienceAsync(new Contract.AudienceQuery(app, SegmentId: null, Definition: definition), ends);

        Assert.Equal(total, (int?)audience?.Total);
    }

    [Fact(Timeout = 60_000)]
    public async Task AudienceAsync_SegmentOfOneDevice_CountsIt()
    {
        var ends = TestContext.Current.CancellationToken;
        await using var served = await ServedConnection.StartAsync(ends);
        using var connection = served.Open();
        var client = connection.Client();
        var app = (await client.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "a" } }, ends)).ApplicationResponse.Id;
        var optedOut = new EndpointRequest { ChannelType = "GCM", Address = "t", OptOut = "ALL" };
        await client.UpdateEndpointAsync(new() { ApplicationId = app, EndpointId = "e", EndpointRequest = optedOut }, ends);
        var segment = (await client.CreateSegmentAsync(
            new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "s", Dimensions = new SegmentDimensions() } }, ends)).SegmentResponse.Id;

        var audience = await client.AudienceAsync(app, segment, ends);

        Assert.Equal(new Contract.AudienceSize(Total: 1, Reachable: 0), audience);
        Assert.Null(await client.AudienceAsync(app, "none", ends));
        Assert.Equal(audience, await client.AudienceAsync(new Contract.AudienceQuery(app, segment, Version: 1), ends));
        Assert.Null(await client.AudienceAsync(new Contract.AudienceQuery(app, segment, Version: 2), ends));
        Assert.Null(await client.SentRunAsync("shop/dev/none", ends));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(200, "<html>hello</html>")]
    [InlineData(200, "null")]
    [InlineData(404, "<html>nothing</html>")]
    [InlineData(403, "")]
    public async Task SentRunAsync_AnotherServer_IsNull(int status, string body)
    {
        var ends = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var other = builder.Build();
        other.Urls.Add("http://127.0.0.1:0");
        other.Run(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body, context.RequestAborted);
        });
        await other.StartAsync(ends);
        using var connection = Connection.Open(new("eu-central-1", new Uri(other.Urls.Single()), new Credentials.Keys("a", "b", Token: null)));

        Assert.Null(await connection.Client().SentRunAsync("shop/dev/launch", ends));

        await other.StopAsync(ends);
    }
}
