using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

public sealed partial class CampaignTests
{
    private static readonly string Urn = PluginStage.Urn("pinpoint:index:Campaign", "sale");

    [Fact]
    public async Task Lives_from_create_to_delete()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var inputs = Scheduled(await SegmentAsync(aws));
        var made = await stage.CreateAsync(Urn, inputs);

        Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.Inputs))["changes"]);
        var read = await stage.RefreshAsync(made);
        Assert.True(JsonNode.DeepEquals(made.Inputs, read?.Inputs) && JsonNode.DeepEquals(made.Outputs, read?.Outputs), read?.ToString());
        var imported = await stage.ImportAsync(Urn, made.Id);
        Assert.Equal(1, (int?)(await stage.DiffAsync(imported, made.Inputs))["changes"]);

        // exactly the property that changed
        var titled = (JsonObject)made.Inputs.DeepClone();
        titled["messageConfiguration"]!["apnsMessage"]!["title"] = "Other"; // it is there
        Assert.Equal("""{"messageConfiguration.apnsMessage.title":[4,true]}""", (await stage.DiffAsync(made, titled))["detailed"]?.ToJsonString());
        var later = made.With("schedule", new JsonObject { ["startTime"] = "2037-01-01T09:00:00", ["timezone"] = "UTC+01" });
        Assert.Equal("""{"schedule.startTime":[4,true]}""", (await stage.DiffAsync(made, later))["detailed"]?.ToJsonString());
        var past = made.With("schedule", new JsonObject { ["startTime"] = "2020-01-01T09:00:00", ["timezone"] = "UTC+01" });
        Assert.Contains("has passed",
            (string?)(await stage.Plugin.CallAsync("diff", PluginStage.DiffRequest(made, past)))["error"]?["message"], StringComparison.Ordinal);
        made = await stage.UpdateAsync(made, titled);
        var there = await CampaignAsync(aws, made);
        Assert.Equal(("Other", "shop/dev/2036", "5"),
            (there.MessageConfiguration.APNSMessage.Title, there.Tags["pinpush:run"], there.Tags["pinpush:max-audience"]));

        await stage.DeleteAsync(made);
        await stage.DeleteAsync(made); // gone already
        Assert.Null(await stage.RefreshAsync(made));
    }

    [Fact]
    public async Task Is_sent_once_whatever_becomes_of_the_state()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var inputs = Immediate(await SegmentAsync(aws));
        var first = await stage.CreateAsync(Urn, inputs);
        await EndAsync(aws, first);

        var second = await stage.CreateAsync(Urn, inputs); // the state was lost
        Assert.Equal(first.Id, second.Id);
        Assert.Single(
            (await aws.GetCampaignsAsync(new() { ApplicationId = (string?)inputs["applicationId"] },
                TestContext.Current.CancellationToken)).CampaignsResponse.Item);

        // renamed in the program: refused, in a preview too
        var renamed = PluginStage.Urn("pinpoint:index:Campaign", "renamed");
        foreach (var preview in new[] { true, false })
        {
            var refused = await stage.Plugin.CallAsync("create", new() { ["urn"] = renamed, ["properties"] = first.Inputs.DeepClone(), ["preview"] = preview });
            Assert.Contains("alias", (string?)refused["error"]?["message"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Is_not_sent_again_after_destroy_and_up()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var first = await stage.CreateAsync(Urn, Immediate(await SegmentAsync(aws)));
        await EndAsync(aws, first);
        await stage.DeleteAsync(first);
        await aws.DeleteAppAsync(new() { ApplicationId = first.Id.Split('/')[0] }, TestContext.Current.CancellationToken);

        var inputs = Immediate(await SegmentAsync(aws));
        await stage.Plugin.DoneAsync("create", new() { ["urn"] = Urn, ["properties"] = first.With("applicationId", PluginStage.Unknown), ["preview"] = true });
        var anew = first.With("applicationId", inputs["applicationId"]!.DeepClone()); // it is there
        anew["segmentId"] = inputs["segmentId"]!.DeepClone(); // likewise
        await stage.Plugin.DoneAsync("create", new() { ["urn"] = Urn, ["properties"] = anew, ["preview"] = true });
        var second = await stage.CreateAsync(Urn, inputs);
        await EndAsync(aws, second, "INVALID");
        var request = new Amazon.Pinpoint.Model.GetCampaignActivitiesRequest { ApplicationId = second.Id.Split('/')[0], CampaignId = second.Id.Split('/')[1] };
        var activity = Assert.Single((await aws.GetCampaignActivitiesAsync(request, TestContext.Current.CancellationToken)).ActivitiesResponse.Item);
        Assert.Equal("FAIL", activity.Result);
        Assert.Contains("The run 'shop/dev/first' was sent", activity.ExecutionMetrics["Note"], StringComparison.Ordinal);

        // nothing to do for the next up, and its changes are no failure
        Assert.True(JsonNode.DeepEquals(second.Inputs, (await stage.RefreshAsync(second))?.Inputs));
        Assert.Equal(1, (int?)(await stage.DiffAsync(second, second.Inputs))["changes"]);
        second = await stage.UpdateAsync(second, second.With("description", "still not sent"));
        await EndAsync(aws, second, "INVALID");

        var another = second.With("run", "second");
        Assert.Equal([], (await stage.DiffAsync(second, another))["replacesList"]!.AsArray()); // the driver fills in every list
        second = await stage.UpdateAsync(second, another);
        await EndAsync(aws, second);
        Assert.Equal(["SUCCESS", "FAIL", "FAIL"],
            (await aws.GetCampaignActivitiesAsync(request, TestContext.Current.CancellationToken)).ActivitiesResponse.Item.Select(a => a.Result));

        var warnings = (await stage.Plugin.EndAsync())["logs"]!.AsArray().Select(l => l!.ToString()).ToList(); // the driver tells what was logged
        Assert.Equal(3, warnings.Count); // two previews and the create
        Assert.All(warnings,
            w => Assert.Matches(
                $"^run: 'shop/dev/first' was sent at .* by campaign {first.Id.Split('/')[1]} of app {first.Id.Split('/')[0]}, so this campaign is not sent",
                w));
    }

    [Fact]
    public async Task What_was_sent_cannot_be_changed_and_a_new_run_is_a_new_campaign()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var made = await stage.CreateAsync(Urn, Immediate(await SegmentAsync(aws)));
        await EndAsync(aws, made);

        var refused = await stage.Plugin.CallAsync("diff", PluginStage.DiffRequest(made, made.With("description", "other")));
        Assert.Contains("description", (string?)refused["error"]?["message"], StringComparison.Ordinal);
        Assert.Contains("another run", (string?)refused["error"]?["message"], StringComparison.Ordinal);
        Assert.Equal("""["run"]""", (await stage.DiffAsync(made, made.With("run", "second")))["replacesList"]?.ToJsonString());
        var tagged = made.With("tags", new JsonObject { ["team"] = "push" });
        Assert.Equal(2, (int?)(await stage.DiffAsync(made, tagged))["changes"]);
        made = await stage.UpdateAsync(made, tagged);
        var there = await CampaignAsync(aws, made);
        Assert.Equal(("push", "COMPLETED"), (there.Tags["team"], there.State.CampaignStatus.Value));
    }

    [Fact]
    public async Task Paused_until_a_run_is_named()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var inputs = Immediate(await SegmentAsync(aws));
        inputs.Remove("run");
        inputs["isPaused"] = true;
        var made = await stage.CreateAsync(Urn, inputs);
        Assert.Equal("PAUSED", (await CampaignAsync(aws, made)).State.CampaignStatus.Value);

        var launched = made.With("run", "first");
        launched["isPaused"] = false;
        made = await stage.UpdateAsync(made, launched);
        await EndAsync(aws, made);
        var there = await CampaignAsync(aws, made);
        Assert.Equal(("COMPLETED", "shop/dev/first"), (there.State.CampaignStatus.Value, there.Tags["pinpush:run"]));
    }

    [Fact]
    public async Task Is_paused_and_resumed_while_it_runs()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var of = await SegmentAsync(aws);
        await Peers.UnreachableAsync(aws, of.App); // so that it runs for minutes
        var made = await stage.CreateAsync(Urn, Immediate(of));
        await EndAsync(aws, made, "EXECUTING");
        await BegunAsync(aws, made);

        var refused = await stage.Plugin.CallAsync("diff", PluginStage.DiffRequest(made, made.With("description", "other")));
        Assert.Contains("what was sent cannot be changed", (string?)refused["error"]?["message"], StringComparison.Ordinal);
        foreach (var (paused, status) in new[] { (true, "PAUSED"), (false, "EXECUTING") })
        {
            var changed = made.With("isPaused", paused);
            Assert.Equal([], (await stage.DiffAsync(made, changed))["replacesList"]!.AsArray()); // the driver fills in every list
            made = await stage.UpdateAsync(made, changed);
            Assert.Equal(status, (await CampaignAsync(aws, made)).State.CampaignStatus.Value);
        }

        await stage.DeleteAsync(made);
    }

    [Fact]
    public async Task Takes_away_what_the_program_has_no_more()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var inputs = Scheduled(await SegmentAsync(aws));
        (inputs["description"], inputs["limits"], inputs["isPaused"]) = ("d", new JsonObject { ["messagesPerSecond"] = 50 }, true);
        var made = await stage.CreateAsync(Urn, inputs);

        var bare = made.With("description", null);
        Array.ForEach(["limits", "isPaused"], name => bare.Remove(name));
        made = await stage.UpdateAsync(made, bare);

        var there = await CampaignAsync(aws, made);
        Assert.Equal((null, null, "SCHEDULED"), (there.Description, there.Limits?.MessagesPerSecond, there.State.CampaignStatus.Value));
    }

    [Fact]
    public async Task Sent_by_hand_is_no_drift()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var inputs = Immediate(await SegmentAsync(aws));
        inputs["isPaused"] = true;
        var made = await stage.CreateAsync(Urn, inputs);
        var resumed = made.With("isPaused", false);
        await EndAsync(aws, await stage.UpdateAsync(made, resumed));

        var read = await stage.RefreshAsync(made);
        Assert.True(JsonNode.DeepEquals(made.Inputs, read?.Inputs));
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.Inputs))["changes"]);
    }

    [Fact]
    public async Task Tells_every_fault_at_once_with_its_path()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");

        var answer = await stage.CheckAsync(Urn, new()
        {
            ["applicationId"] = "a",
            ["segmentId"] = "s",
            ["sendImmediately"] = true,
            ["maxAudience"] = 0,
            ["inDoubt"] = "maybe",
            ["tags"] = new JsonObject { ["pinpush:key"] = "x" },
            ["limits"] = new JsonObject { ["messagesPerSecond"] = -1 },
            ["nmae"] = "x",
        });

        Assert.Equal(["inDoubt", "limits.messagesPerSecond", "maxAudience", "messageConfiguration", "nmae", "run", "tags.pinpush:key"],
            // the driver fills in every list; a failure has a property
            answer["failuresList"]!.AsArray().Select(f => f!["property"]!.ToString()).Order(StringComparer.Ordinal));
    }

    private static JsonObject Scheduled((string App, string Segment) of) => new()
    {
        ["applicationId"] = of.App,
        ["segmentId"] = of.Segment,
        ["run"] = "2036",
        ["maxAudience"] = 5,
        ["schedule"] = new JsonObject { ["startTime"] = "2036-11-28T09:00:00", ["timezone"] = "UTC+01" },
        ["messageConfiguration"] = new JsonObject { ["apnsMessage"] = new JsonObject { ["title"] = "Sale", ["body"] = "Half price" } },
    };

    private static JsonObject Immediate((string App, string Segment) of)
    {
        var inputs = Scheduled(of);
        inputs.Remove("schedule");
        inputs["sendImmediately"] = true;
        inputs["run"] = "first";
        return inputs;
    }

    private static async Task<(string App, string Segment)> SegmentAsync(AmazonPinpointClient aws)
    {
        var app = await Peers.AppAsync(aws);
        return (app,
            (await aws.CreateSegmentAsync(new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "all" } },
                TestContext.Current.CancellationToken)).SegmentResponse.Id);
    }

    private static async Task<Amazon.Pinpoint.Model.CampaignResponse> CampaignAsync(AmazonPinpointClient aws, Made made) => (await aws.GetCampaignAsync(
        new() { ApplicationId = made.Id.Split('/')[0], CampaignId = made.Id.Split('/')[1] }, TestContext.Current.CancellationToken)).CampaignResponse;

    private static async Task BegunAsync(AmazonPinpointClient aws, Made made)
    {
        var request = new Amazon.Pinpoint.Model.GetCampaignActivitiesRequest { ApplicationId = made.Id.Split('/')[0], CampaignId = made.Id.Split('/')[1] };
        for (var i = 0; i < 300; i++)
        {
            if ((await aws.GetCampaignActivitiesAsync(request, TestContext.Current.CancellationToken)).ActivitiesResponse.Item.Count > 0)
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static async Task EndAsync(AmazonPinpointClient aws, Made made, string status = "COMPLETED")
    {
        var now = "";
        for (var i = 0; i < 300 && now != status; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            now = (await CampaignAsync(aws, made)).State.CampaignStatus.Value;
        }

        Assert.Equal(status, now);
    }
}
