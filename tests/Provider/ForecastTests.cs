using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

/// <summary>What an update would send, or no longer send, is told in a preview, and what a delete takes along by the function that an engine may ask.</summary>
public sealed class ForecastTests
{
    private static readonly string Urn = PluginStage.Urn("pinpoint:index:Campaign", "sale");
    private static readonly JsonObject At = new() { ["startTime"] = "2036-12-06T09:00:00Z" };

    [Fact]
    public async Task A_create_tells_when_and_to_how_many()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (app, segment) = await DevicesAsync(aws);

        await CreateAsync(stage, Of(app, segment, "now", schedule: null));
        await CreateAsync(stage, Of(app, segment, "later", At));
        await CreateAsync(stage, Of(app, segment, "zoned", new() { ["startTime"] = "2036-12-06T09:00:00", ["timezone"] = "UTC+01" }));
        await CreateAsync(stage, Of(app, segment, "paused", schedule: null, isPaused: true));
        await CreateAsync(stage, Of(PluginStage.Unknown, PluginStage.Unknown, "new", At)); // of a stack that is not there yet
        await CreateAsync(stage, Of(app, PluginStage.Unknown, "open", new() { ["startTime"] = PluginStage.Unknown }));

        Assert.Equal(
            [
                "Campaign now sends now to 2 devices.", "Campaign later sends on 2036-12-06T09:00:00Z to 2 devices.",
                "Campaign zoned sends on 2036-12-06T09:00:00+01:00 to 2 devices.", "Campaign new sends on 2036-12-06T09:00:00Z.",
                "Campaign open sends at a time not known yet.",
            ], await WarningsAsync(stage));
    }

    [Fact]
    public async Task An_update_tells_what_it_makes_of_the_sending_and_a_real_one_tells_nothing()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (app, segment) = await DevicesAsync(aws);
        var made = await stage.CreateAsync(Urn, Of(app, segment, "sale", schedule: null, isPaused: true));

        await UpdateAsync(stage, made, made.With("description", "still paused"));
        await UpdateAsync(stage, made, made.With("isPaused", false));
        made = await stage.UpdateAsync(made, Scheduled(made));
        await UpdateAsync(stage, made, made.With("isPaused", true));
        await UpdateAsync(stage, made, made.With("schedule", new JsonObject { ["startTime"] = "2037-01-01T09:00:00Z" }));

        Assert.Equal(
            [
                "Campaign sale sends now to 2 devices.", "Campaign sale will no longer be sent on 2036-12-06T09:00:00Z to 2 devices.",
                "Campaign sale sends on 2037-01-01T09:00:00Z to 2 devices.",
            ], await WarningsAsync(stage));

        static JsonObject Scheduled(Made made)
        {
            var inputs = made.With("schedule", At.DeepClone());
            Array.ForEach(["sendImmediately", "isPaused"], name => inputs.Remove(name));
            return inputs;
        }
    }

    [Fact]
    public async Task One_that_runs_is_stopped_goes_on_or_ends_and_one_that_was_sent_is_not_sent_again()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (app, segment) = await DevicesAsync(aws);
        await Peers.UnreachableAsync(aws, app); // so that it runs for minutes
        var made = await stage.CreateAsync(Urn, Of(app, segment, "sale", schedule: null));
        await StatusAsync(aws, made, "EXECUTING");

        await UpdateAsync(stage, made, made.With("isPaused", true));
        var loss = await LossAsync(stage, made);
        made = await stage.UpdateAsync(made, made.With("isPaused", true));
        await StatusAsync(aws, made, "PAUSED");
        await UpdateAsync(stage, made, made.With("isPaused", false));
        await stage.DeleteAsync(made);

        Assert.Equal("Campaign sale ends while it is sent to 3 devices: who has no push yet gets none.", loss);
        Assert.Null(await LossAsync(stage, made)); // it is gone
        await CreateAsync(stage, Of(app, segment, "sale", schedule: null)); // under the run that was sent
        var warnings = await WarningsAsync(stage);
        Assert.Equal(
            [
                "Campaign sale stops after the pushes on their way; it goes on when it is resumed.",
                "Campaign sale goes on sending now, to who of 3 devices has no push yet.",
            ], warnings.SkipLast(1));
        Assert.StartsWith("run: 'shop/dev/sale' was sent at ", warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delete_or_a_replacement_tells_what_is_no_longer_sent()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var (app, segment) = await DevicesAsync(aws);
        var scheduled = await stage.CreateAsync(Urn, Of(app, segment, "sale", At));
        var paused = await stage.CreateAsync(PluginStage.Urn("pinpoint:index:Campaign", "paused"), Of(app, segment, "paused", At, isPaused: true));

        const string told = "Campaign sale will no longer be sent on 2036-12-06T09:00:00Z to 2 devices.";
        Assert.Equal((told, null), (await LossAsync(stage, scheduled), await LossAsync(stage, paused)));
        await stage.DiffAsync(scheduled, scheduled.With("applicationId", PluginStage.Unknown));
        var (code, _) = await stage.Plugin.RefusedAsync("invoke", new() { ["tok"] = "pinpoint:index:other", ["args"] = new JsonObject() });
        Assert.Equal(12, code); // UNIMPLEMENTED
        Assert.Equal([told], await WarningsAsync(stage));
    }

    private static JsonObject Of(string app, string segment, string name, JsonObject? schedule, bool isPaused = false)
    {
        var inputs = new JsonObject
        {
            ["applicationId"] = app,
            ["segmentId"] = segment,
            ["name"] = name,
            ["run"] = name,
            ["messageConfiguration"] = new JsonObject { ["defaultMessage"] = new JsonObject { ["body"] = "Half price" } },
            [schedule is null ? "sendImmediately" : "schedule"] = schedule is null ? true : schedule.DeepClone(),
        };
        if (isPaused)
        {
            inputs["isPaused"] = true;
        }

        return inputs;
    }

    // Two devices of everybody, none of which a channel reaches.
    private static async Task<(string App, string Segment)> DevicesAsync(AmazonPinpointClient aws)
    {
        var app = await Peers.AppAsync(aws);
        foreach (var id in new[] { "a", "b" })
        {
            await aws.UpdateEndpointAsync(new()
            {
                ApplicationId = app,
                EndpointId = id,
                EndpointRequest = new() { Address = $"{id}{id}", ChannelType = ChannelType.GCM },
            }, TestContext.Current.CancellationToken);
        }

        return (app, (await aws.CreateSegmentAsync(new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "all" } },
            TestContext.Current.CancellationToken)).SegmentResponse.Id);
    }

    // As an engine previews them.
    private static async Task CreateAsync(PluginStage stage, JsonObject inputs)
    {
        var urn = PluginStage.Urn("pinpoint:index:Campaign", (string)inputs["name"]!); // given above
        var answer = await stage.CheckAsync(urn, inputs);
        Assert.True(answer["failuresList"]!.AsArray().Count == 0, answer.ToJsonString()); // the driver fills in every list
        await stage.Plugin.DoneAsync("create", new() { ["urn"] = urn, ["properties"] = answer["inputs"]?.DeepClone(), ["preview"] = true });
    }

    private static async Task UpdateAsync(PluginStage stage, Made made, JsonObject inputs)
    {
        var request = PluginStage.DiffRequest(made, inputs);
        await stage.Plugin.DoneAsync("diff", (JsonObject)request.DeepClone());
        request["preview"] = true;
        await stage.Plugin.DoneAsync("update", request);
    }

    private static async Task<string?> LossAsync(PluginStage stage, Made made) => (string?)(await stage.Plugin.DoneAsync("invoke", new()
    {
        ["tok"] = "pinpush:index:loss",
        ["args"] = new JsonObject
        {
            ["urn"] = made.Urn,
            ["id"] = made.Id,
            ["inputs"] = made.Inputs.DeepClone(),
            ["outputs"] = made.Outputs.DeepClone(),
        },
    }))["return"]?["loss"];

    private static async Task<List<string>> WarningsAsync(PluginStage stage) =>
        [.. (await stage.Plugin.EndAsync())["logs"]!.AsArray().Select(l => l!.ToString())]; // the driver tells what was logged

    private static async Task StatusAsync(AmazonPinpointClient aws, Made made, string status)
    {
        var request = new Amazon.Pinpoint.Model.GetCampaignRequest { ApplicationId = made.Id.Split('/')[0], CampaignId = made.Id.Split('/')[1] };
        var now = "";
        for (var i = 0; i < 300 && now != status; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            now = (await aws.GetCampaignAsync(request, TestContext.Current.CancellationToken)).CampaignResponse.State.CampaignStatus.Value;
        }

        Assert.Equal(status, now);
    }
}
