using System.Text.Json.Nodes;
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
             """{"errorMessage":null,"channelType":"APNS","pushProviderStatusCode":"200","pushProviderError":null,"pushProviderResponse":null}"""),
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

    // The answers that users of Pinpoint showed, our advice aside.
    [Theory]
    [InlineData("APNS", "BadDeviceToken", 410, "INACTIVE", "Unregistered or expired token", "400", "BadDeviceToken", """{"reason":"BadDeviceToken"}""")]
    [InlineData("APNS", "DeviceTokenNotForTopic", 410, "ACTIVE", "Unregistered or expired token", "400", "DeviceTokenNotForTopic",
        """{"reason":"DeviceTokenNotForTopic"}""")]
    [InlineData("GCM", "InvalidRegistration", 400, "INACTIVE", "Invalid notification", "400",
        "The registration token is not a valid FCM registration token", """{"status":"INVALID_ARGUMENT"}""")]
    [InlineData("GCM", "UNREGISTERED", 410, "INACTIVE", "Unregistered or expired token", "404", "Requested entity was not found.",
        """{"status":"UNREGISTERED"}""")]
    public async Task SendMessages_TokenIsRefused_SaysItAsPinpointDoes(
        string channel, string reason, int code, string endpoint, string message, string status, string error, string response)
    {
        var app = await stage.AppOfBothAsync();
        var id = $"said-{reason}";
        await stage.RegisterAsync(app, id, new() { ChannelType = channel });
        stage.Apns.Script($"token-{id}", new ScriptedOutcome.Refused(0, reason));
        stage.Fcm.Script($"token-{id}", new ScriptedOutcome.Refused(0, reason));

        var result = (await stage.SendAsync(app, new DirectMessageConfiguration { DefaultMessage = new() { Body = "B" } }, id))[id];

        Assert.Equal((DeliveryStatus.PERMANENT_FAILURE, code), (result.DeliveryStatus, result.StatusCode ?? 0));
        var said = JsonNode.Parse(result.StatusMessage)!.AsObject(); // an object
        Assert.Equal(
            [
                ("errorMessage", message), ("channelType", channel), ("pushProviderStatusCode", status), ("pushProviderError", error),
                ("pushProviderResponse", response), ("advice", (string?)said["advice"]),
            ],
            said.Select(m => (m.Key, (string?)m.Value)));
        Assert.Equal(endpoint, (await stage.EndpointAsync(app, id)).EndpointStatus);
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
            (DeliveryStatus.PERMANENT_FAILURE, 400, $"No channel of type GCM is enabled for the application {app}"),
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
        var (none, nobody) = Assert.Single(result["nobody"]);
        Assert.Equal(
            ("", "", DeliveryStatus.PERMANENT_FAILURE, 400, "No endpoints found for userId."),
            (none, nobody.Address, nobody.DeliveryStatus, nobody.StatusCode ?? 0, nobody.StatusMessage));
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
