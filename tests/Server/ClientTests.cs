using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests;

/// <summary>The AWS clients that users have, each on one full round with its errors.</summary>
public sealed class ClientTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Boto3_FullRound_ReadsWhatItWroteAndGetsTypedErrors()
    {
        Peer.Need("python3", "-c", "import boto3");

        var seen = await RoundAsync("python3", "round.py");

        Assert.Equal("""{"b":"2"}""", seen["tags"]!.ToJsonString()); // the script prints every member read here
        Assert.Equal("eu-west-1", seen["region"]!.GetValue<string>());
        Assert.Equal("""["APNS_SANDBOX","GCM"]""", seen["channels"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($$"""["user@ex.com/1 2:é","{{string.Concat(Enumerable.Repeat("0a", 32))}}",{"Plan":["pro"]},"u/1"]"""), seen["endpoint"]), seen["endpoint"]!.ToJsonString());
        Assert.Single(seen["user"]!.AsArray());
        Assert.Equal("""[200,"PERMANENT_FAILURE","SUCCESSFUL"]""", seen["sent"]!.ToJsonString());
        Assert.Contains("\"Yours\"", Assert.Single(stage.Apns.Inbox.For(string.Concat(Enumerable.Repeat("0a", 32)))).Payload, StringComparison.Ordinal);
        Assert.Contains("Hi Ann", Assert.Single(stage.Fcm.Inbox.For("fcm-token")).Payload, StringComparison.Ordinal);
        Assert.Equal(("2", "s"), (seen["version"]!.ToJsonString(), seen["old"]!.GetValue<string>()));
        Expect(seen, "NotFoundException", "unknown app", "empty app", "unknown endpoint", "unknown version", "deleted app");
        Expect(seen, "BadRequestException", "missing address", "wrong word", "101 recipients", "no recipient", "metric criterion", "bad key", "bad certificate", "bad service account", "malformed");
        Expect(seen, "MethodNotAllowedException", "not served");
        Expect(seen, "PayloadTooLargeException", "too large");
        Expect(seen, "ForbiddenException", "wrong key", "unknown key", "expired");
        Assert.Contains("'NOPE' is none of PUSH, GCM, APNS", Message(seen, "wrong word"), StringComparison.Ordinal);
        Assert.Contains("101", Message(seen, "101 recipients"), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", seen.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JavaScriptSdk_FullRound_ReadsWhatItWroteAndGetsTypedErrors()
    {
        Peer.Need("node", "--version");

        var seen = await RoundAsync("node", "round.cjs");

        Assert.Equal(("SUCCESSFUL", "js-token", "{}"), (seen["sent"]!.GetValue<string>(), seen["read"]!.GetValue<string>(), seen["tags"]!.ToJsonString())); // as above
        Expect(seen, "NotFoundException", "unknown app");
        Expect(seen, "ForbiddenException", "wrong key", "expired");
        Expect(seen, "BadRequestException", "malformed");
    }

    [Fact]
    public async Task AwsCommand_FullRound_ReadsWhatItWrote()
    {
        Peer.Need("aws", "--version");
        Credentials.Write(stage.Scratch.Folder);
        async Task<JsonNode> Aws(params string[] arguments)
        {
            var (exit, output, error) = await Peer.RunAsync(stage, "aws", ["pinpoint", .. arguments], TestContext.Current.CancellationToken);
            Assert.True(exit == 0, error);
            return JsonNode.Parse(output)!; // a document
        }

        var app = (await Aws("create-app", "--create-application-request", "Name=cli"))["ApplicationResponse"]!["Id"]!.GetValue<string>(); // the answer of the operation
        await Aws("update-gcm-channel", "--application-id", app, "--gcm-channel-request", new JsonObject { ["ServiceJson"] = await File.ReadAllTextAsync(stage.Scratch.File("service-account.json"), TestContext.Current.CancellationToken) }.ToJsonString());
        await Aws("update-endpoint", "--application-id", app, "--endpoint-id", "cli-1", "--endpoint-request", """{"Address":"cli-token","ChannelType":"GCM","User":{"UserId":"cli"}}""");
        var sent = await Aws("send-messages", "--application-id", app, "--message-request", """{"Endpoints":{"cli-1":{}},"MessageConfiguration":{"GCMMessage":{"Title":"T","Body":"B"}}}""");
        Assert.Equal("SUCCESSFUL", sent["MessageResponse"]!["EndpointResult"]!["cli-1"]!["DeliveryStatus"]!.GetValue<string>()); // as above
        Assert.Equal("cli-token", (await Aws("get-endpoint", "--application-id", app, "--endpoint-id", "cli-1"))["EndpointResponse"]!["Address"]!.GetValue<string>()); // as above
        await Aws("delete-app", "--application-id", app);

        var (exit, _, error) = await Peer.RunAsync(stage, "aws", ["pinpoint", "get-app", "--application-id", app], TestContext.Current.CancellationToken);
        Assert.NotEqual(0, exit);
        Assert.Contains("NotFoundException", error, StringComparison.Ordinal);
    }

    private async Task<JsonNode> RoundAsync(string program, string script)
    {
        Credentials.Write(stage.Scratch.Folder);
        var (exit, output, error) = await Peer.RunAsync(
            stage, program, [Path.Combine(AppContext.BaseDirectory, "Peers", script), stage.Scratch.Folder], TestContext.Current.CancellationToken);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!; // the script prints a document
    }

    private static void Expect(JsonNode seen, string type, params string[] cases) =>
        Assert.All(cases, c => Assert.True(seen[c] is JsonArray got && got[0]!.GetValue<string>() == type, $"{c}: {seen[c]?.ToJsonString()}"));

    private static string Message(JsonNode seen, string name) => seen[name]![1]!.GetValue<string>(); // an error is a pair
}
