using System.Text.Json.Nodes;
using Pulumi.Tests.Engine;

namespace Pulumi.Tests.Peers;

/// <summary>The wire as the official Node SDK reads and writes it.</summary>
[Collection(Alone.Name)]
public sealed class NodeMonitorTests
{
    [Fact]
    public async Task Node_understands_our_calls_and_we_its_answers()
    {
        await using var node = await NodeMonitor.StartAsync();
        Thing? thing = null;

        var code = await Programs.StartAsync(node.Address, isPreview: false, () => global::Pulumi.Deployment.RunAsync(() =>
        {
            thing = new Thing("a", new() { Size = 3, Token = Output.CreateSecret("s"), Tags = { ["k"] = "v" } }, new()
            {
                Protect = true,
                DeleteBeforeReplace = true,
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5) },
                Aliases = { new Alias { Name = "old", NoParent = true } },
                IgnoreChanges = { "size" },
            });
            Log.Info("hello", thing);
            return new Dictionary<string, object?> { ["size"] = thing.Size };
        }));

        Assert.Equal(0, code);
        Assert.NotNull(thing);
        Assert.Equal((7, "a-id"), ((await thing.Size.DataTask).Value, (await thing.Id.DataTask).Value));
        var extra = await thing.Extra.DataTask;
        Assert.Equal(("from node", true, 2), (extra.Value, extra.IsSecret, extra.Resources.Count));

        var calls = await node.EndAsync();
        var registered = calls.Single(c => (string?)c["request"]?["name"] == "a");
        AssertJson(
            """{"must":"is","size":3,"tags":{"k":"v"},"token":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"s"}}""",
            registered["inputs"]);
        var request = registered["request"];
        Assert.Equal("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", (string?)request?["parent"]);
        Assert.True((bool?)request?["protect"]);
        Assert.True((bool?)request?["deletebeforereplacedefined"]);
        AssertJson("""["size"]""", request?["ignorechangesList"]);
        Assert.Equal("300000000000ns", (string?)request?["customtimeouts"]?["create"]);
        Assert.Equal("old", (string?)request?["aliasesList"]?[0]?["spec"]?["name"]);
        Assert.True((bool?)request?["aliasesList"]?[0]?["spec"]?["noparent"]);
        AssertJson(
            """{"call":"registerResourceOutputs","urn":"urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev","outputs":{"size":7}}""",
            calls.Single(c => (string?)c["call"] == "registerResourceOutputs"));
        AssertJson(
            """{"call":"log","request":{"severity":1,"message":"hello","urn":"urn:pulumi:dev::shop::test:index:Thing::a","streamid":0,"ephemeral":false}}""",
            calls.Single(c => (string?)c["call"] == "log"));
        Assert.Equal("signalAndWaitForShutdown", (string?)calls[^1]["call"]);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
