using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;

namespace Pinpush.Server.Tests.Messages;

/// <summary>SendMessages and SendUsersMessages: one result per recipient, in the words of the service.</summary>
public sealed class DirectSendTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendMessages_GatewayTakesIt_IsSuccessful()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "good");

        var result = (await stage.SendAsync(app, "good"))["good"];

        Assert.Equal(
            ("token-good", DeliveryStatus.SUCCESSFUL, 200,
             """{"errorMessage":null,"channelType":"APNS","pushProviderStatusCode":"200","pushProviderError":null}"""),
            (result.Address, result.DeliveryStatus, result.StatusCode ?? 0, result.StatusMessage));
        Assert.Equal(result.MessageId, Assert.Single(stage.Apns.Inbox.For("token-good")).MessageId);
    }

    [Theory]
    [InlineData("BadTopic", "PERMANENT_FAILURE", 400)]
    [InlineData("TooManyRequests", "THROTTLED", 429)]
    [InlineData("ServiceUnavailable", "TEMPORARY_FAILURE", 503)]
    public async Task SendMessages_GatewayRefuses_SaysHowAndWhy(string reason, string status, int code)
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, reason);
        stage.Apns.Script($"token-{reason}", new ScriptedOutcome.Refused(0, reason));

        var result = (await stage.SendAsync(app, reason))[reason];

        Assert.Equal((status, code), (result.DeliveryStatus.Value, result.StatusCode ?? 0));
        Assert.Contains($"\"pushProviderError\":\"{reason}\"", result.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendMessages_EndpointThatIsNotThere_FailsAloneAndTheOthersGetIt()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "there");

        var results = await stage.SendAsync(app, "there", "nobody");

        Assert.Equal((404, "There is no endpoint 'nobody'."), (results["nobody"].StatusCode ?? 0, results["nobody"].StatusMessage));
        Assert.Equal(DeliveryStatus.SUCCESSFUL, results["there"].DeliveryStatus);
    }

    [Fact]
    public async Task SendMessages_ChannelThatIsNotSet_SaysSo()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "android", new() { ChannelType = ChannelType.GCM });

        var result = (await stage.SendAsync(app, "android"))["android"];

        Assert.Equal(
            (DeliveryStatus.PERMANENT_FAILURE, 400, $"No GCM channel is enabled for the application {app}."),
            (result.DeliveryStatus, result.StatusCode ?? 0, result.StatusMessage));
    }

    [Fact]
    public async Task SendMessages_InactiveEndpoint_GetsNothing()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "asleep", new() { EndpointStatus = "INACTIVE" });

        var result = (await stage.SendAsync(app, "asleep"))["asleep"];

        Assert.Equal((400, "The endpoint is INACTIVE; register it again to make it ACTIVE."), (result.StatusCode ?? 0, result.StatusMessage));
        Assert.Empty(stage.Apns.Inbox.For("token-asleep"));
    }

    [Fact]
    public async Task SendUsersMessages_ToAUserOfTwoDevices_ReachesBoth()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "one", new() { Address = "token-u-1", User = new() { UserId = "u" } });
        await stage.RegisterAsync(app, "two", new() { Address = "token-u-2", User = new() { UserId = "u" } });

        var result = await UsersAsync(app, "u", "nobody");

        Assert.Equal(["nobody", "u"], result.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([("one", "SUCCESSFUL"), ("two", "SUCCESSFUL")],
            result["u"].OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value.DeliveryStatus.Value)));
        Assert.Single(stage.Apns.Inbox.For("token-u-1"));
        Assert.Single(stage.Apns.Inbox.For("token-u-2"));
    }

    [Fact]
    public async Task SendUsersMessages_NobodyHasADevice_IsNotFound()
    {
        var app = await stage.AppAsync();

        Assert.Equal((404, $"Resource not found: none of the users has an endpoint in app '{app}'."),
            await Calls.RefusedAsync(() => UsersAsync(app, "nobody")));
    }

    private async Task<Dictionary<string, Dictionary<string, EndpointMessageResult>>> UsersAsync(string app, params string[] users) =>
        (await stage.Aws.SendUsersMessagesAsync(new()
        {
            ApplicationId = app,
            SendUsersMessageRequest = new()
            {
                Users = users.ToDictionary(u => u, _ => new EndpointSendConfiguration()),
                MessageConfiguration = new() { APNSMessage = new() { Title = "T", Body = "B" } },
            },
        }, Cancel)).SendUsersMessageResponse.Result;
}
