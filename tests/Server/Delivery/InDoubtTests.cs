using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>A push that left and got no answer: it may have arrived.</summary>
public sealed class InDoubtTests(ClockStage stage) : IClassFixture<ClockStage>
{
    private static readonly ScriptedOutcome Hang = new ScriptedOutcome.Hang();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_NoAnswerToAPush_SendsItOnceMoreUnderTheSameIdAndListsIt()
    {
        var (app, campaign) = await SentAsync("d-once", null, Hang, ScriptedOutcome.Accept);

        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal((2, "1"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
        Assert.DoesNotContain(run.ExecutionMetrics.Keys, k => k.StartsWith("InDoubt.", StringComparison.Ordinal));
        Assert.Equal(["d-once"], await DoubtsAsync(app, campaign));
        var deliveries = stage.Apns.Inbox.For("token-d-once");
        Assert.Equal((2, 1), (deliveries.Count, deliveries.Select(d => d.MessageId).Distinct().Count()));
        Assert.Equal(deliveries[0].Headers, deliveries[1].Headers);
        Assert.Equal(deliveries[0].Payload, deliveries[1].Payload);
    }

    [Fact]
    public async Task Campaign_NoAnswerFromFcm_SendsTheSameOnceMoreUnderTheSameCollapseKey()
    {
        var app = await stage.AppOfBothAsync();
        await stage.RegisterAsync(app, "d-android", new() { ChannelType = ChannelType.GCM });
        stage.Fcm.Script("token-d-android", Hang, ScriptedOutcome.Accept);
        var request = Calls.To(await stage.SegmentAsync(app));
        request.MessageConfiguration.GCMMessage = new()
        {
            RawContent = """{"message":{"notification":{"title":"T"},"android":{"collapse_key":"news"},"apns":{"headers":{"apns-collapse-id":"news"}}}}""",
        };

        var (_, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, request));

        Assert.Equal((1, "1"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
        var deliveries = stage.Fcm.Inbox.For("token-d-android");
        Assert.Equal(2, deliveries.Count);
        Assert.Equal(deliveries[0].Payload, deliveries[1].Payload);
        Assert.Contains("\"collapse_key\":\"news\"", deliveries[1].Payload, StringComparison.Ordinal);
        Assert.Contains("\"apns-collapse-id\":\"news\"", deliveries[1].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Campaign_NoAnswerAgain_EndsInDoubtAfterTwoPushes()
    {
        var (app, campaign) = await SentAsync("d-twice", "resend", Hang);

        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal((1, "1", "1"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"], run.ExecutionMetrics["InDoubt.timeout"]));
        Assert.Equal(["d-twice"], await DoubtsAsync(app, campaign));
        Assert.Equal(2, stage.Apns.Inbox.For("token-d-twice").Count);
    }

    [Fact]
    public async Task Campaign_NoAnswerAndItsTagSaysSkip_EndsInDoubtAfterOnePush()
    {
        var (app, campaign) = await SentAsync("d-skip", "skip", Hang);

        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal((1, "1", "1"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"], run.ExecutionMetrics["InDoubt.timeout"]));
        Assert.Equal(["d-skip"], await DoubtsAsync(app, campaign));
        Assert.Single(stage.Apns.Inbox.For("token-d-skip"));
    }

    [Fact]
    public async Task Campaign_ConnectionLostAfterDelivery_ListsTheDouble()
    {
        var (app, campaign) = await SentAsync("d-drop", null, new ScriptedOutcome.DropConnection(AfterDelivery: true), ScriptedOutcome.Accept);

        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(2, run.SuccessfulEndpointCount);
        Assert.Contains("d-drop", await DoubtsAsync(app, campaign));
        Assert.Equal(2, stage.Apns.Inbox.AcceptedFor("token-d-drop"));
    }

    [Fact]
    public async Task Campaign_OptedOutWhileInDoubt_IsNotSentAgain()
    {
        var (app, campaign) = await SentAsync("d-out", null, Hang);

        await Until.SoAsync(() => stage.Apns.Inbox.For("token-d-out").Count > 0, Cancel);
        await stage.RegisterAsync(app, "d-out", new() { OptOut = "ALL" });
        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(("1", "1"), (run.ExecutionMetrics["InDoubt"], run.ExecutionMetrics["Skipped.OptedOut"]));
        Assert.Single(stage.Apns.Inbox.For("token-d-out"));
    }

    [Fact]
    public async Task SendMessages_NoAnswer_SaysSoAndSendsOnce()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "d-direct");
        stage.Apns.Script("token-d-direct", Hang);

        var sending = stage.SendAsync(app, "d-direct");
        await stage.PassUntilAsync(TimeSpan.FromMilliseconds(200), () => Task.FromResult(sending.IsCompleted), Cancel);
        var result = (await sending)["d-direct"];

        Assert.Equal(
            (DeliveryStatus.TEMPORARY_FAILURE, 503,
             """{"errorMessage":"There was no verdict; the push may have arrived """
             + """all the same.","channelType":"APNS","pushProviderStatusCode":"0","pushProviderError":"timeout","pushProviderResponse":null}"""),
            (result.DeliveryStatus, result.StatusCode ?? 0, result.StatusMessage));
        Assert.Single(stage.Apns.Inbox.For("token-d-direct"));
    }

    [Fact]
    public async Task CreateCampaign_TagOfAnotherWord_IsRefused()
    {
        var app = await stage.AppAsync();
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Tags = new() { ["pinpush:in-doubt"] = "maybe" };

        Assert.Equal((400, "The tag pinpush:in-doubt is neither resend nor skip."), await Calls.RefusedAsync(() => stage.CampaignAsync(app, request)));
    }

    // A campaign to this one and another.
    private async Task<(string App, string Campaign)> SentAsync(string endpoint, string? tag, params ScriptedOutcome[] outcomes)
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, endpoint);
        await stage.RegisterAsync(app, $"{endpoint}-other");
        stage.Apns.Script($"token-{endpoint}", outcomes);
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Tags = tag is null ? null : new() { ["pinpush:in-doubt"] = tag };
        return (app, await stage.CampaignAsync(app, request));
    }

    private async Task<List<string>> DoubtsAsync(string app, string campaign)
    {
        using var http = new SignedHttp(stage.Server);
        return await http.DoubtsAsync(app, campaign);
    }
}
