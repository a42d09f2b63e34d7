using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

/// <summary>A campaign goes to the version of its segment that the program says, and what moves it is seen before.</summary>
public sealed class SegmentVersionTests
{
    private static readonly string SegmentUrn = PluginStage.Urn("pinpoint:index:Segment", "premium"),
        CampaignUrn = PluginStage.Urn("pinpoint:index:Campaign", "sale");

    [Fact]
    public async Task A_campaign_follows_its_segment_and_the_preview_shows_it_with_counts()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (segment, campaign, program) = await MadeAsync(stage, aws, most: 2);
        Assert.Equal((1, 1), ((int?)segment.Outputs["version"], (int?)campaign.Outputs["segmentVersion"]));
        Assert.Equal(1, (int?)(await stage.DiffAsync(campaign, await InputsAsync(stage, campaign, program)))["changes"]);

        // the preview of a wider and of a narrower segment
        var planned = await PreviewAsync(stage, segment, campaign, program, "gold", "free");
        var wider = await stage.Plugin.CallAsync("diff", PluginStage.DiffRequest(campaign, planned));
        Assert.Contains("maxAudience: version 2 of the segment", (string?)wider["error"]?["message"], StringComparison.Ordinal);
        Assert.Contains("reaches 3 devices now", (string?)wider["error"]?["message"], StringComparison.Ordinal);
        planned = await PreviewAsync(stage, segment, campaign, program, "gold");
        Assert.Equal("""{"segmentVersion":[4,true]}""", (await stage.DiffAsync(campaign, planned))["detailed"]?.ToJsonString());
        var update = PluginStage.DiffRequest(campaign, planned);
        update["preview"] = true;
        await stage.Plugin.DoneAsync("update", update);
        Assert.Equal((1, 1), await VersionsAsync(aws, campaign)); // a preview changes nothing

        // and the update
        segment = await stage.UpdateAsync(segment, Of(segment, "gold"));
        campaign = await stage.UpdateAsync(campaign, await InputsAsync(stage, campaign, program));
        Assert.Equal((2, 2), await VersionsAsync(aws, campaign));
        Assert.Equal((2, 2), ((int?)segment.Outputs["version"], (int?)campaign.Outputs["segmentVersion"]));
        Assert.True(JsonNode.DeepEquals(campaign.Inputs, (await stage.RefreshAsync(campaign))?.Inputs));

        var warnings = (await stage.Plugin.EndAsync())["logs"]!.AsArray().Select(l => l!.ToString()).ToList(); // the driver tells what was logged
        Assert.Contains("Campaign sale goes to version 2 of its segment (1 device), no more to version 1 (2 devices).", warnings);
        Assert.Contains("Campaign sale sends on 2036-11-28T09:00:00Z to 1 device.", warnings);
    }

    [Fact]
    public async Task What_somebody_else_made_of_the_segment_moves_nothing()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (segment, campaign, program) = await MadeAsync(stage, aws, most: 5);
        await aws.UpdateSegmentAsync(new()
        {
            ApplicationId = segment.Id.Split('/')[0],
            SegmentId = segment.Id.Split('/')[1],
            WriteSegmentRequest = new() { Dimensions = new() }, // everybody
        }, TestContext.Current.CancellationToken);

        await stage.DiffAsync(segment, segment.Inputs);
        program["description"] = "unrelated";
        var now = await InputsAsync(stage, campaign, program);
        Assert.Equal("""{"description":[0,true]}""", (await stage.DiffAsync(campaign, now))["detailed"]?.ToJsonString());
        campaign = await stage.UpdateAsync(campaign, now);
        Assert.Equal((1, 2), await VersionsAsync(aws, campaign));

        // a refresh sees it, and then up puts both right
        segment = (await stage.RefreshAsync(segment))!; // it is there
        segment = await stage.UpdateAsync(segment, Of(segment, "premium"));
        Assert.Equal(3, (int?)segment.Outputs["version"]);
        await stage.UpdateAsync(campaign, await InputsAsync(stage, campaign, program));
        Assert.Equal((3, 3), await VersionsAsync(aws, campaign));
    }

    [Fact]
    public async Task A_pinned_version_stays()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (segment, campaign, program) = await MadeAsync(stage, aws, most: 5);
        program["segmentVersion"] = 1;
        campaign = await stage.UpdateAsync(campaign, await InputsAsync(stage, campaign, program));
        await stage.UpdateAsync(segment, Of(segment, "gold"));

        Assert.Equal(1, (int?)(await stage.DiffAsync(campaign, await InputsAsync(stage, campaign, program)))["changes"]);
        Assert.Equal((1, 2), await VersionsAsync(aws, campaign));
    }

    [Fact]
    public async Task What_has_begun_stays_with_what_it_began_with()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (segment, campaign, program) = await MadeAsync(stage, aws, most: 5);
        program.Remove("schedule");
        (program["sendImmediately"], program["run"]) = (true, "now");
        campaign = await stage.UpdateAsync(campaign, await InputsAsync(stage, campaign, program));
        await EndAsync(aws, campaign);
        await stage.UpdateAsync(segment, Of(segment, "gold"));

        var now = await InputsAsync(stage, campaign, program);
        Assert.Equal(2, (int?)now["segmentVersion"]);
        Assert.Equal(1, (int?)(await stage.DiffAsync(campaign, now))["changes"]);
        campaign = campaign with { Inputs = now }; // as an engine keeps them
        var read = await stage.RefreshAsync(campaign);
        Assert.True(JsonNode.DeepEquals(campaign.Inputs, read?.Inputs) && JsonNode.DeepEquals(campaign.Outputs, read?.Outputs), read?.ToString());
        Assert.Equal(1, (int?)read?.Outputs["segmentVersion"]);
    }

    [Fact]
    public async Task A_segment_of_somebody_else_is_followed_on_the_server_and_one_that_is_not_known_is_not_guessed()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var segment = (await aws.CreateSegmentAsync(new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "all" } },
            TestContext.Current.CancellationToken)).SegmentResponse.Id;
        var campaign = await stage.CreateAsync(CampaignUrn, Campaign(app, segment, 5));
        var older = (JsonObject)campaign.Inputs.DeepClone(); // of a state before versions were kept
        Array.ForEach(["segmentVersion", "__defaults"], name => older.Remove(name));
        Assert.Equal(1, (int?)(await stage.DiffAsync(campaign with { Inputs = older }, campaign.Inputs))["changes"]);
        await aws.UpdateSegmentAsync(new() { ApplicationId = app, SegmentId = segment, WriteSegmentRequest = new() { Name = "every" } },
            TestContext.Current.CancellationToken);

        Assert.Equal(2, (int?)(await InputsAsync(stage, campaign, Campaign(app, segment, 5)))["segmentVersion"]);
        Assert.Equal(PluginStage.Unknown, (string?)(await InputsAsync(stage, campaign, Campaign(app, PluginStage.Unknown, 5)))["segmentVersion"]);
    }

    private static async Task<(Made Segment, Made Campaign, JsonObject Program)> MadeAsync(PluginStage stage, AmazonPinpointClient aws, int most)
    {
        var app = await Peers.AppAsync(aws);
        foreach (var (id, plan) in new[] { ("a", "premium"), ("b", "premium"), ("c", "gold"), ("d", "free"), ("e", "free") })
        {
            await aws.UpdateEndpointAsync(new()
            {
                ApplicationId = app,
                EndpointId = id,
                EndpointRequest = new() { Address = $"{id}{id}", ChannelType = ChannelType.GCM, Attributes = new() { ["Plan"] = [plan] } },
            }, TestContext.Current.CancellationToken);
        }

        var segment = await stage.CreateAsync(SegmentUrn, new()
        {
            ["applicationId"] = app,
            ["dimensions"] = new JsonObject { ["attributes"] = new JsonObject { ["Plan"] = new JsonObject { ["values"] = new JsonArray("premium") } } },
        });
        var program = Campaign(app, (string)segment.Outputs["segmentId"]!, most); // every segment has an id
        return (segment, await stage.CreateAsync(CampaignUrn, program), program);
    }

    private static JsonObject Campaign(string app, string segment, int most) => new()
    {
        ["applicationId"] = app,
        ["segmentId"] = segment,
        ["run"] = "2036",
        ["maxAudience"] = most,
        ["schedule"] = new JsonObject { ["startTime"] = "2036-11-28T09:00:00Z" },
        ["messageConfiguration"] = new JsonObject { ["defaultMessage"] = new JsonObject { ["title"] = "Sale", ["body"] = "Half price" } },
    };

    private static JsonObject Of(Made segment, params string[] plans)
    {
        var inputs = (JsonObject)segment.Inputs.DeepClone();
        inputs["dimensions"] = new JsonObject
        {
            ["attributes"] = new JsonObject { ["Plan"] = new JsonObject { ["values"] = new JsonArray([.. plans.Select(p => (JsonNode)p)]) } },
        };
        return inputs;
    }

    // What an engine asks in a preview: the segment first, then the inputs of the campaign.
    private static async Task<JsonObject> PreviewAsync(PluginStage stage, Made segment, Made campaign, JsonObject program, params string[] plans)
    {
        var request = PluginStage.DiffRequest(segment, Of(segment, plans));
        await stage.Plugin.DoneAsync("diff", (JsonObject)request.DeepClone());
        request["preview"] = true;
        Assert.Equal(2, (int?)(await stage.Plugin.DoneAsync("update", request))["properties"]?["version"]);
        return await InputsAsync(stage, campaign, program);
    }

    private static async Task<JsonObject> InputsAsync(PluginStage stage, Made campaign, JsonObject program)
    {
        var answer = await stage.CheckAsync(campaign.Urn, program, campaign.Inputs);
        Assert.True(answer["failuresList"]!.AsArray().Count == 0, answer.ToJsonString()); // the driver fills in every list
        return answer["inputs"]!.AsObject(); // checked inputs come back
    }

    // Of the campaign, and the current one of its segment.
    private static async Task<(int?, int?)> VersionsAsync(AmazonPinpointClient aws, Made campaign)
    {
        var there = await ThereAsync(aws, campaign);
        var segment = await aws.GetSegmentAsync(
            new() { ApplicationId = there.ApplicationId, SegmentId = there.SegmentId }, TestContext.Current.CancellationToken);
        return (there.SegmentVersion, segment.SegmentResponse.Version);
    }

    private static async Task<Amazon.Pinpoint.Model.CampaignResponse> ThereAsync(AmazonPinpointClient aws, Made made) => (await aws.GetCampaignAsync(
        new() { ApplicationId = made.Id.Split('/')[0], CampaignId = made.Id.Split('/')[1] }, TestContext.Current.CancellationToken)).CampaignResponse;

    private static async Task EndAsync(AmazonPinpointClient aws, Made made)
    {
        for (var i = 0; i < 300 && (await ThereAsync(aws, made)).State.CampaignStatus.Value != "COMPLETED"; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
