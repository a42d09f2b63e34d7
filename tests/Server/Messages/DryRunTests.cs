using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;

namespace Pinpush.Server.Tests.Messages;

/// <summary>A dry run reaches no device, and answers what FCM says.</summary>
public sealed class DryRunTests(Stage stage) : IClassFixture<Stage>
{
    private const string V1 = """{"validate_only":true,"message":{"data":{"a":"1"}}}""";

    [Theory]
    [InlineData("v1", V1)]
    [InlineData("wrapped", """{"fcmV1Message":{"validate_only":true,"message":{"data":{"a":"1"}}}}""")]
    [InlineData("legacy", """{"dry_run":true,"data":{"a":"1"}}""")]
    public async Task SendMessages_DryRun_ReachesNoDevice(string name, string raw)
    {
        var result = await SendAsync(name, raw);

        Assert.Equal(("SUCCESSFUL", "projects/demo-project/messages/fake_message_id"), (result.DeliveryStatus.Value, result.MessageId));
        var arrived = Assert.Single(stage.Fcm.Inbox.For($"token-{name}"));
        Assert.Equal(0, stage.Fcm.Inbox.AcceptedFor($"token-{name}"));
        Assert.Contains("not delivered", arrived.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendMessages_DryRunOfADeadToken_SaysSo()
    {
        stage.Fcm.Script("token-dead", ScriptedOutcome.Unregistered());

        var result = await SendAsync("dead", V1);

        Assert.Equal("Unregistered or expired token", (string?)JsonNode.Parse(result.StatusMessage)!["errorMessage"]); // an object
    }

    private async Task<EndpointMessageResult> SendAsync(string name, string raw)
    {
        var app = await stage.AppOfBothAsync();
        await stage.RegisterAsync(app, name, new() { ChannelType = "GCM" });
        return (await stage.SendAsync(app, new DirectMessageConfiguration { GCMMessage = new() { RawContent = raw } }, name))[name];
    }
}
