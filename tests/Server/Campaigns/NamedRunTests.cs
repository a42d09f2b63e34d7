using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>A named run is sent once, whatever becomes of campaign, app and server; and of one key there is one resource.</summary>
public sealed class NamedRunTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Run_RenamedDestroyedAndMadeAnew_IsSentOnce()
    {
        Peer.Need("python3", "-c", "import boto3");
        Credentials.Write(stage.Scratch.Folder);

        var seen = await SeenAsync("story", stage.Scratch.Folder);

        var (app, first) = (seen["sender"]![0]!.GetValue<string>(), seen["sender"]![1]!.GetValue<string>()); // the script prints every member read here
        Assert.Equal(("shop/dev/launch", app, first), ((string?)seen["run"]!["Run"], (string?)seen["run"]!["ApplicationId"], (string?)seen["run"]!["CampaignId"]));
        Assert.Equal("NotFoundException", (string?)seen["none"]!["__type"]);
        var note = $"The run 'shop/dev/launch' was sent at {(string?)seen["run"]!["Started"]} by campaign {first} of app {app}; nothing was sent. To send again, give the campaign another pinpush:run.";
        foreach (var label in new[] { "renamed", "again", "scheduled" })
        {
            Assert.Equal(["INVALID", "FAIL", note], seen[label]!.AsArray().Select(v => (string?)v));
        }

        Assert.Equal(["INVALID", "INVALID"], new[] { "after-empty", "too-many" }.Select(label => (string?)seen[label]![0]));
        foreach (var label in new[] { "first", "unnamed", "unnamed-too", "empty", "after-too-many", "on-purpose" })
        {
            Assert.Equal(["COMPLETED", "SUCCESS", null], seen[label]!.AsArray().Select(v => (string?)v));
        }

        Assert.Equal(
            ["token-after-too-many", "token-first", "token-on-purpose", "token-unnamed", "token-unnamed-too"],
            stage.Apns.Inbox.All().Select(push => push.Token).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Key_CreatedManyTimesAtOnce_HasOneResource()
    {
        Peer.Need("python3", "-c", "import boto3");

        var seen = await SeenAsync("keys");

        foreach (var kind in new[] { "apps", "segments", "campaigns" })
        {
            var made = Assert.Single(seen[kind]!.AsArray(), answer => answer is JsonValue)!.GetValue<string>(); // the script prints a list of each kind
            Assert.All(seen[kind]!.AsArray().Where(answer => answer is JsonArray), refused =>
            {
                Assert.Equal("BadRequestException", (string?)refused![0]); // an answer that is no ARN is the error's code and message
                Assert.Contains($"is that of {made}", (string?)refused[1], StringComparison.Ordinal);
            });
        }

        Assert.Equal([true, false, false], seen["tag"]!.AsArray().Select(answer => answer is JsonArray));
        Assert.True(seen["elsewhere"] is JsonValue && seen["freed"] is JsonValue, seen.ToJsonString());
    }

    [Fact]
    public async Task Run_ServerKilledBeforeItsFirstPush_GoesOnAndStaysTaken()
    {
        const int Recipients = 100;
        Peer.Need("node", "--version");
        Peer.Need("python3", "-c", "import boto3");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await ServerProcess.StartAsync(cancellationToken);
        Credentials.Write(server.Folder);
        async Task<JsonNode> RunAsync(string program, params string[] arguments)
        {
            var (exit, output, error) = await server.RunAsync(program, [Script(arguments[0]), .. arguments[1..]], null, cancellationToken);
            Assert.True(exit == 0, error);
            return JsonNode.Parse(output)!; // each of the scripts prints a document
        }

        server.ChangeLedger("CREATE TRIGGER hold BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'hold'); END"); // it begins, and no push leaves
        var started = await RunAsync("node", "campaign.cjs", "start", server.Folder, $"{Recipients}", "shop/dev/launch");
        var (app, campaign) = ((string)started["app"]!, (string)started["campaign"]!); // the script prints both
        JsonNode taken;
        do
        {
            taken = await RunAsync("python3", "signed_get.py", "/pinpush/runs?run=shop%2Fdev%2Flaunch");
        }
        while (taken["Run"] is null && !cancellationToken.IsCancellationRequested);

        await server.KillAsync();
        Assert.Empty(server.Apns.Inbox.All());
        server.ChangeLedger("DROP TRIGGER hold");
        await server.RestartAsync(cancellationToken);
        var activity = Assert.Single((await RunAsync("node", "campaign.cjs", "finish", app, campaign)).AsArray());
        var again = await RunAsync("python3", "named_run.py", "again", app, "shop/dev/launch");

        Assert.Equal(("COMPLETED", Recipients), ((string?)activity!["State"], (int?)activity["SuccessfulEndpointCount"])); // a list of objects
        Assert.Equal("INVALID", (string?)again[0]);
        Assert.Equal(Recipients, server.Apns.Inbox.All().Select(push => push.Token).Distinct().Count());
        Assert.Equal(Recipients, server.Apns.Inbox.All().Count);
        Assert.True(JsonNode.DeepEquals(taken, await RunAsync("python3", "signed_get.py", "/pinpush/runs?run=shop%2Fdev%2Flaunch")));
    }

    private async Task<JsonNode> SeenAsync(params string[] arguments)
    {
        var (exit, output, error) = await Peer.RunAsync(stage, "python3", [Script("named_run.py"), .. arguments], TestContext.Current.CancellationToken);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!; // the script prints a document
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);
}
