using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>One full round with the AWS command.</summary>
public sealed class AwsCommandTests(AwsCommandTests.Round round) : IClassFixture<AwsCommandTests.Round>
{
    [Fact]
    public async Task AwsCommand_SendMessages_TellsThatItWasDelivered()
    {
        var answer = (await round.SeenAsync())["sent"]!["MessageResponse"]!; // the answer of the operation

        Assert.Equal("SUCCESSFUL", (string?)answer["EndpointResult"]!["cli-1"]!["DeliveryStatus"]); // it tells of each
        Assert.Single(round.Fcm.Inbox.For("cli-token"));
    }

    [Fact]
    public async Task AwsCommand_GetEndpoint_ReadsWhatItWrote() =>
        Assert.Equal("cli-token", (string?)(await round.SeenAsync())["endpoint"]!["EndpointResponse"]!["Address"]); // likewise

    [Fact]
    public async Task AwsCommand_AppThatIsGone_FailsWithItsError()
    {
        var seen = await round.SeenAsync();

        Assert.NotEqual(0, (int?)seen["exit"]);
        Assert.Contains("NotFoundException", (string?)seen["error"], StringComparison.Ordinal);
    }

    public sealed class Round : Story
    {
        protected override void Ask() => Need.AwsCommand();

        protected override async Task<JsonNode> PlayAsync()
        {
            var made = await DoneAsync("create-app", "--create-application-request", "Name=cli");
            var app = (string)made["ApplicationResponse"]!["Id"]!; // the answer of the operation
            var channel = new JsonObject { ["ServiceJson"] = await File.ReadAllTextAsync(Scratch.File("service-account.json"), CancellationToken.None) };
            await DoneAsync("update-gcm-channel", "--application-id", app, "--gcm-channel-request", channel.ToJsonString());
            await DoneAsync(
                "update-endpoint", "--application-id", app, "--endpoint-id", "cli-1", "--endpoint-request",
                """{"Address":"cli-token","ChannelType":"GCM","User":{"UserId":"cli"}}""");
            var sent = await DoneAsync(
                "send-messages", "--application-id", app, "--message-request",
                """{"Endpoints":{"cli-1":{}},"MessageConfiguration":{"GCMMessage":{"Title":"T","Body":"B"}}}""");
            var endpoint = await DoneAsync("get-endpoint", "--application-id", app, "--endpoint-id", "cli-1");
            await DoneAsync("delete-app", "--application-id", app);
            var (exit, _, error) = await RunAsync("get-app", "--application-id", app);
            return new JsonObject { ["sent"] = sent, ["endpoint"] = endpoint, ["exit"] = exit, ["error"] = error };
        }

        private async Task<JsonNode> DoneAsync(params string[] arguments)
        {
            var (exit, output, error) = await RunAsync(arguments);
            Assert.True(exit == 0, error);
            return JsonNode.Parse(output)!; // a document
        }

        private Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) =>
            Peer.RunAsync(this, "aws", ["pinpoint", .. arguments], CancellationToken.None);
    }
}
