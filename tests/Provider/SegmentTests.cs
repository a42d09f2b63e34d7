using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

public sealed class SegmentTests
{
    private static readonly string Urn = PluginStage.Urn("pinpoint:index:Segment", "premium");

    [Fact]
    public async Task Lives_from_create_to_delete()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var made = await stage.CreateAsync(Urn, Premium(app));

        Assert.Equal($"{app}/{(string?)made.Outputs["segmentId"]}", made.Id);
        Assert.Equal("premium", (string?)made.Outputs["name"]);

        // the same again, and a refresh, show nothing
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.Inputs))["changes"]);
        var read = await stage.RefreshAsync(made);
        Assert.True(JsonNode.DeepEquals(made.Inputs, read?.Inputs) && JsonNode.DeepEquals(made.Outputs, read?.Outputs), read?.ToString());

        // a criterion is told by its path
        var changed = Premium(app);
        changed["name"] = "premium";
        changed["dimensions"]!["attributes"]!["Plan.Name"]!["values"]!.AsArray()[0] = "gold"; // it is there
        Assert.Equal("""{"dimensions.attributes[\"Plan.Name\"].values[0]":[4,true]}""",
            (await stage.DiffAsync(made, changed))["detailed"]?.ToJsonString().Replace("\\u0022", "\\\"", StringComparison.Ordinal));
        made = await stage.UpdateAsync(made, changed);
        var there = (await aws.GetSegmentAsync(new() { ApplicationId = app, SegmentId = (string?)made.Outputs["segmentId"] },
            TestContext.Current.CancellationToken)).SegmentResponse;
        Assert.Equal(["gold"], there.Dimensions.Attributes["Plan.Name"].Values);

        // drift
        await aws.UpdateSegmentAsync(new()
        {
            ApplicationId = app,
            SegmentId = there.Id,
            WriteSegmentRequest = new() { Name = "by-hand", Dimensions = there.Dimensions },
        }, TestContext.Current.CancellationToken);
        Assert.Equal("by-hand", (string?)(await stage.RefreshAsync(made))?.Inputs["name"]);

        await stage.DeleteAsync(made);
        await stage.DeleteAsync(made); // gone already
        Assert.Null(await stage.RefreshAsync(made));
    }

    [Fact]
    public async Task Is_found_again_by_its_key()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var first = await stage.CreateAsync(Urn, Premium(app));

        var second = await stage.CreateAsync(Urn, Premium(app)); // the state was lost

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Id, (await stage.CreateAsync(PluginStage.Urn("pinpoint:index:Segment", "other"), Premium(app))).Id);
    }

    [Fact]
    public async Task Everyone_has_to_be_said()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        // the driver fills in every list
        async Task<string> FaultsAsync(JsonObject inputs) => string.Join(' ', (await stage.CheckAsync(Urn, inputs))["failuresList"]!.AsArray()
            .Select(f => f!["property"]!.ToString())); // a failure has a property

        Assert.Equal("everyone", await FaultsAsync(new() { ["applicationId"] = "a" }));
        Assert.Equal("everyone",
            await FaultsAsync(
                new() { ["applicationId"] = "a", ["segmentGroups"] = new JsonObject { ["groups"] = new JsonArray(new JsonObject { ["type"] = "ALL" }) } }));
        var both = Premium("a");
        both["everyone"] = true;
        Assert.Equal("everyone", await FaultsAsync(both));
        Assert.Equal("", await FaultsAsync(new() { ["applicationId"] = "a", ["everyone"] = true }));
        Assert.Equal("", await FaultsAsync(Premium("a")));
        Assert.Equal("", await FaultsAsync(new() { ["applicationId"] = PluginStage.Unknown, ["dimensions"] = PluginStage.Unknown }));
    }

    [Fact]
    public async Task Is_imported_by_app_and_id()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var known = (await aws.CreateSegmentAsync(new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "all" } },
            TestContext.Current.CancellationToken)).SegmentResponse;

        var made = await stage.ImportAsync(Urn, $"{app}/{known.Id}");

        Assert.True((bool?)made.Inputs["everyone"]);
        Assert.Equal(("all", app), ((string?)made.Inputs["name"], (string?)made.Inputs["applicationId"]));
    }

    private static JsonObject Premium(string app) => new()
    {
        ["applicationId"] = app,
        ["dimensions"] = new JsonObject { ["attributes"] = new JsonObject { ["Plan.Name"] = new JsonObject { ["values"] = new JsonArray("premium") } } },
    };
}
