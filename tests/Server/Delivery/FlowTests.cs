using Amazon.Pinpoint;
using Pinpush.Fakes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>Recipients do not wait for one another, nor campaigns, nor whoever sends to one.</summary>
public sealed class FlowTests(ClockStage stage) : IClassFixture<ClockStage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_HundredsHang_TheOthersAndAnotherCampaignAndADirectSendArriveMeanwhile()
    {
        const int Recipients = 900;
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, Recipients);
        for (var i = 0; i < Recipients; i++)
        {
            if (i % 3 > 0)
            {
                stage.Apns.Script(Calls.Token(i), new ScriptedOutcome.Hang());
            }
        }

        var request = Calls.To(await stage.SegmentAsync(app));
        request.Tags = new() { ["pinpush:in-doubt"] = "skip" };
        var hanging = await stage.CampaignAsync(app, request);
        await Until.SoAsync(() => Enumerable.Range(0, Recipients).All(i => i % 3 > 0 || stage.Apns.Inbox.AcceptedFor(Calls.Token(i)) == 1), Cancel);

        // The clock stands still: nothing that hangs has ended.
        await stage.RegisterAsync(app, "f-direct");
        Assert.Equal(DeliveryStatus.SUCCESSFUL, (await stage.SendAsync(app, "f-direct"))["f-direct"].DeliveryStatus);
        var other = await stage.AppAsync();
        await stage.RegisterAsync(other, "f-other");
        var second = await stage.CampaignAsync(other, Calls.To(await stage.SegmentAsync(other)));
        Assert.Equal("COMPLETED", (await ((IServed)stage).EndedAsync(other, second)).Status);
        Assert.Equal("EXECUTING", await stage.StatusAsync(app, hanging));

        var (_, run) = await stage.EndedAsync(app, hanging);
        Assert.Equal((Recipients / 3, $"{Recipients * 2 / 3}"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
    }

    [Fact]
    public async Task Campaign_GatewayRefusesTheStreamAgainAndAgain_SendsAtOnceUntilItTakesIt()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "f-refused");
        stage.Apns.Script("token-f-refused", [.. Enumerable.Repeat<ScriptedOutcome>(new ScriptedOutcome.RefuseStream(), 12), ScriptedOutcome.Accept]);

        var campaign = await stage.CampaignAsync(app, Calls.To(await stage.SegmentAsync(app)));
        await Until.SoAsync(() => stage.Apns.Inbox.AcceptedFor("token-f-refused") == 1, Cancel); // the clock stands still
        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal((1, "0"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
        Assert.Equal(13, stage.Apns.Inbox.For("token-f-refused").Count);
    }

    [Fact]
    public async Task Campaign_WithAPace_SendsOneAfterAnotherInItsTime()
    {
        const int Recipients = 12;
        var app = await AppAsync("f-paced", Recipients);
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Limits = new() { MessagesPerSecond = 4 };
        var (before, begin) = (stage.Apns.Inbox.Totals.Accepted, stage.Clock.GetTimestamp());

        var campaign = await stage.CampaignAsync(app, request);
        for (var i = 1; i <= Recipients; i++)
        {
            await Until.SoAsync(() => stage.Apns.Inbox.Totals.Accepted == before + i, Cancel);
            stage.Pass(TimeSpan.FromMilliseconds(249));
            stage.Pass(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(Recipients, (await stage.EndedAsync(app, campaign)).Run.SuccessfulEndpointCount);
        Assert.True(stage.Clock.GetElapsedTime(begin) >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Campaign_ItsDurationIsOver_BeginsNoOtherPushAndDoubtsNobody()
    {
        var app = await AppAsync("f-long", 70);
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Limits = new() { MessagesPerSecond = 1, MaximumDuration = 60 };
        var before = stage.Apns.Inbox.Totals.Accepted;

        var campaign = await stage.CampaignAsync(app, request);
        await stage.PassUntilAsync(TimeSpan.FromMilliseconds(200), () => Task.FromResult(stage.Apns.Inbox.Totals.Accepted >= before + 5), Cancel);
        var now = stage.Clock.GetUtcNow();
        stage.Clock.SetDate(now.AddMinutes(2)); // what somebody does to the clock is no time that goes by
        await stage.PassUntilAsync(TimeSpan.FromMilliseconds(200), () => Task.FromResult(stage.Apns.Inbox.Totals.Accepted >= before + 10), Cancel);
        stage.Clock.SetDate(now);
        var (status, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(
            ("COMPLETED", "MaximumDuration was over before everybody was reached.", "0"),
            (status, run.ExecutionMetrics["Note"], run.ExecutionMetrics["InDoubt"]));
        Assert.InRange(run.SuccessfulEndpointCount ?? 0, 10, 61);
        Assert.Equal((long?)run.SuccessfulEndpointCount, stage.Apns.Inbox.Totals.Accepted - before);
    }

    private async Task<string> AppAsync(string prefix, int count)
    {
        var app = await stage.AppAsync();
        for (var i = 0; i < count; i++)
        {
            await stage.RegisterAsync(app, $"{prefix}-{i}");
        }

        return app;
    }
}
