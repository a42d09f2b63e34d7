using Amazon.Pinpoint;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>A push service that cannot be reached for a while, or for good.</summary>
public sealed class PatienceTests : IAsyncLifetime
{
    private const int Iphones = 300;

    private readonly ClockStage stage = new();
    private string app = "", campaign = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // APNs is away, and a campaign goes to iPhones and an Android phone.
    public async ValueTask InitializeAsync()
    {
        await stage.InitializeAsync();
        app = await stage.AppAsync();
        await stage.Aws.UpdateGcmChannelAsync(new()
        {
            ApplicationId = app,
            GCMChannelRequest = new() { ServiceJson = File.ReadAllText(stage.Scratch.File("service-account.json")), DefaultAuthenticationMethod = "TOKEN" },
        }, Cancel);
        await stage.RegisterAsync(app, Iphones);
        await stage.RegisterAsync(app, "android", new() { ChannelType = ChannelType.GCM });
        await stage.Apns.DisposeAsync();
        var request = Calls.To(await stage.SegmentAsync(app));
        request.MessageConfiguration.GCMMessage = new() { Title = "C", Body = "B" };
        campaign = await stage.CampaignAsync(app, request);
        await Until.SoAsync(() => stage.Fcm.Inbox.AcceptedFor("token-android") == 1, Cancel); // one channel does not hold up the other
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Campaign_GatewayStaysAway_EndsWithWhyAfterADay()
    {
        var begin = stage.Clock.GetTimestamp();

        // Slower towards the end, so that what the server needs is not hours of that clock.
        await stage.PassUntilAsync(
            TimeSpan.FromMinutes(5), () => Task.FromResult(stage.Clock.GetElapsedTime(begin) > TimeSpan.FromHours(23.5)), Cancel);
        await stage.PassUntilAsync(TimeSpan.FromSeconds(30), async () => await stage.StatusAsync(app, campaign) != "EXECUTING", Cancel);

        var (_, run) = await ((IServed)stage).EndedAsync(app, campaign);
        Assert.InRange(stage.Clock.GetElapsedTime(begin), TimeSpan.FromHours(23.9), TimeSpan.FromHours(25));
        Assert.Equal("PARTIAL_SUCCESS", run.Result);
        Assert.Equal((1, $"{Iphones}", "0"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["NotProcessed"], run.ExecutionMetrics["InDoubt"]));
        Assert.Single(run.ExecutionMetrics, m => m.Key.StartsWith("NotProcessed.", StringComparison.Ordinal) && m.Value == $"{Iphones}");
    }

    [Fact]
    public async Task Campaign_GatewayComesBack_ReachesEverybodyOnce()
    {
        var begin = stage.Clock.GetTimestamp();
        await stage.PassUntilAsync(
            TimeSpan.FromSeconds(5), () => Task.FromResult(stage.Clock.GetElapsedTime(begin) > TimeSpan.FromMinutes(10)), Cancel);
        Assert.Equal("EXECUTING", await stage.StatusAsync(app, campaign));

        await stage.ReopenApnsAsync();
        var (_, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal((Iphones + 1, "0"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
        Assert.All(stage.Apns.Inbox.CountsByToken(), c => Assert.Equal(1, c.Accepted));
    }

    [Fact]
    public async Task SendMessages_GatewayIsAway_SaysSoWithinTenSeconds()
    {
        var begin = stage.Clock.GetTimestamp();
        var sending = stage.SendAsync(app, "e1");
        await stage.PassUntilAsync(TimeSpan.FromMilliseconds(200), () => Task.FromResult(sending.IsCompleted), Cancel);
        var result = (await sending)["e1"];

        Assert.InRange(stage.Clock.GetElapsedTime(begin), TimeSpan.Zero, TimeSpan.FromSeconds(11));
        Assert.Equal((DeliveryStatus.TEMPORARY_FAILURE, 503), (result.DeliveryStatus, result.StatusCode ?? 0));
        Assert.Contains("The push did not leave; send it again later.", result.StatusMessage, StringComparison.Ordinal);
        Assert.Contains("\"pushProviderError\":\"ConnectionError\"", result.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_GatewayIsAway_SaysWhatItWaitsFor()
    {
        await Until.SoAsync(async () => (await MetricsAsync()).ContainsKey("Waits.APNS"), Cancel);

        var metrics = await MetricsAsync();
        Assert.Equal("ConnectionError", metrics["Waits.APNS"]);
        Assert.DoesNotContain("Waits.GCM", metrics.Keys);

        await stage.ReopenApnsAsync();
        var (_, run) = await stage.EndedAsync(app, campaign);
        Assert.DoesNotContain(run.ExecutionMetrics.Keys, k => k.StartsWith("Waits.", StringComparison.Ordinal));
    }

    private async Task<Dictionary<string, string>> MetricsAsync() => Assert.Single((await stage.Aws.GetCampaignActivitiesAsync(
        new() { ApplicationId = app, CampaignId = campaign }, Cancel)).ActivitiesResponse.Item).ExecutionMetrics;
}
