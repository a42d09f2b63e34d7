using System.Text.Json.Nodes;
using Pinpush.Fakes;

namespace Pinpush.Server.Tests;

/// <summary>What the server does beyond answering, and that a restart keeps it.</summary>
public sealed class BehaviourTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Server_OverARestart_ActsOnceKeepsHygieneGuardsCampaignsAndForgetsNothing()
    {
        Peer.Need("python3", "-c", "import boto3");
        Credentials.Write(stage.Scratch.Folder);
        stage.Apns.Script("token-dead", ScriptedOutcome.Unregistered(DateTimeOffset.UtcNow.AddDays(1)));

        var seen = await RunAsync("before", stage.Scratch.Folder);
        await stage.RestartAsync();
        var after = await RunAsync("after", seen["id"]!.GetValue<string>()); // the script prints every member read here

        Same("1", seen["once"]);
        Assert.Single(stage.Apns.Inbox.For("token-repeated"));
        Same("""["PERMANENT_FAILURE",410,"INACTIVE"]""", seen["dead"]);
        Same("\"ACTIVE\"", seen["alive"]);
        Same("""["INACTIVE","ACTIVE"]""", seen["moved"]);
        Same("\"OPT_OUT\"", seen["out"]);
        Assert.Empty(stage.Apns.Inbox.For("token-out"));
        Same("""[15,"INACTIVE",null]""", seen["sixteenth"]);
        Assert.Contains("15", seen["mail"]!.GetValue<string>(), StringComparison.Ordinal);
        Same("""["SCHEDULED","COMPLETED"]""", seen["scheduled"]);
        Same("15", seen["scheduledCount"]);
        Same("""["INVALID","The audience has 15 endpoints and pinpush:max-audience allows 3; nothing was sent."]""", seen["guarded"]);
        Assert.Contains("cannot be changed", seen["edit"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("stands on itself, or on a chain of more than 16 segments", seen["circle"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("there is no segment '00000000000000000000000000000000'", seen["nowhere"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("more than 16 segments", seen["tower"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Matches(@"^\[""INVALID"",""The audience cannot be read: The source segment \\u0027[0-9a-f]{32}\\u0027 is gone. Nothing was sent.""\]$", seen["orphan"]!.ToJsonString());
        Assert.Contains("only ONCE is served", seen["repeat"]!.GetValue<string>(), StringComparison.Ordinal);
        Same("\"PAUSED\"", seen["paused"]);
        Same("""["COMPLETED","FAIL"]""", seen["missed"]);
        Same("[2,2,4]", seen["pages"]);
        Same("[]", seen["overtaken"]);
        Assert.All(Enumerable.Range(1, 15), i => Assert.Single(stage.Apns.Inbox.For($"token-u-{i:00}")));
        Assert.True(JsonNode.DeepEquals(seen["state"], after), $"Before {seen["state"]}\nAfter  {after}");
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var (exit, output, error) = await Peer.RunAsync(
            stage, "python3", [Path.Combine(AppContext.BaseDirectory, "Peers", "behaviour.py"), .. arguments], TestContext.Current.CancellationToken);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!; // the script prints a document
    }

    private static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nActual   {actual?.ToJsonString()}");
}
