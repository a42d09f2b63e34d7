using Pinpush.Fakes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>What becomes of a recipient while its push waits is looked at before the push leaves.</summary>
public sealed class LateChangeTests(NarrowStage stage) : IClassFixture<NarrowStage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_RecipientsThatChangeWhileTheyWaitForAPlace_GetNothing()
    {
        var app = await stage.AppAsync();
        for (var i = 0; i < NarrowStage.Places; i++)
        {
            await stage.RegisterAsync(app, $"l-hangs-{i}");
            stage.Apns.Script($"token-l-hangs-{i}", new ScriptedOutcome.Hang());
        }

        foreach (var id in new[] { "l-out", "l-gone", "l-inactive", "l-stays" })
        {
            await stage.RegisterAsync(app, id);
        }

        var request = Calls.To(await stage.SegmentAsync(app));
        request.Tags = new() { ["pinpush:in-doubt"] = "skip" };
        var campaign = await stage.CampaignAsync(app, request);
        await Until.SoAsync(() => Enumerable.Range(0, NarrowStage.Places).All(i => stage.Apns.Inbox.For($"token-l-hangs-{i}").Count > 0), Cancel);
        await stage.RegisterAsync(app, "l-out", new() { OptOut = "ALL" });
        await stage.Aws.DeleteEndpointAsync(new() { ApplicationId = app, EndpointId = "l-gone" }, Cancel);
        await stage.RegisterAsync(app, "l-inactive", new() { EndpointStatus = "INACTIVE" });

        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(
            [("InDoubt.timeout", $"{NarrowStage.Places}"), ("Skipped.Gone", "1"), ("Skipped.Inactive", "1"), ("Skipped.OptedOut", "1")],
            run.ExecutionMetrics.Where(m => m.Key.Contains('.', StringComparison.Ordinal)).Select(m => (m.Key, m.Value))
                .OrderBy(m => m.Key, StringComparer.Ordinal));
        Assert.Single(stage.Apns.Inbox.For("token-l-stays"));
        Assert.All(new[] { "l-out", "l-gone", "l-inactive" }, id => Assert.Empty(stage.Apns.Inbox.For($"token-{id}")));
    }

    [Fact]
    public async Task Campaign_OptedOutBeforeItIsTriedAgain_IsNotTriedAgain()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "l-again");
        stage.Apns.Script("token-l-again", new ScriptedOutcome.Refused(0, "ServiceUnavailable"), ScriptedOutcome.Accept); // it waits for the clock

        var campaign = await stage.CampaignAsync(app, Calls.To(await stage.SegmentAsync(app)));
        await Until.SoAsync(() => stage.Apns.Inbox.For("token-l-again").Count > 0, Cancel);
        await stage.RegisterAsync(app, "l-again", new() { OptOut = "ALL" });
        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal("1", run.ExecutionMetrics["Skipped.OptedOut"]);
        Assert.Single(stage.Apns.Inbox.For("token-l-again"));
    }

    [Fact]
    public async Task SendMessages_OptedOutWhileItWaitsForAPlace_GetsNothingAndSaysSo()
    {
        var app = await stage.AppAsync();
        var names = Enumerable.Range(0, NarrowStage.Places).Select(i => $"l-direct-{i}").ToArray();
        foreach (var name in names)
        {
            await stage.RegisterAsync(app, name);
            stage.Apns.Script($"token-{name}", new ScriptedOutcome.Hang());
        }

        await stage.RegisterAsync(app, "l-direct-out");
        var first = stage.SendAsync(app, names);
        await Until.SoAsync(() => names.All(n => stage.Apns.Inbox.For($"token-{n}").Count > 0), Cancel);
        var second = stage.SendAsync(app, "l-direct-out");
        await stage.RegisterAsync(app, "l-direct-out", new() { OptOut = "ALL" });
        await stage.PassUntilAsync(TimeSpan.FromMilliseconds(200), () => Task.FromResult(first.IsCompleted && second.IsCompleted), Cancel);

        Assert.Equal("The endpoint opted out of all messages.", (await second)["l-direct-out"].StatusMessage);
        Assert.Equal(names.Length, (await first).Count);
        Assert.Empty(stage.Apns.Inbox.For("token-l-direct-out"));
    }
}
