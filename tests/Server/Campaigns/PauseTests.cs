using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>Campaigns that are paused and resumed, before they run and while they do, by a clock that the tests set forward.</summary>
public sealed class PauseTests(ClockStage stage) : IClassFixture<ClockStage>
{
    private const int Recipients = 20, PerSecond = 4;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Campaign_PausedWhileItRuns_SendsNobodyUntilItIsResumedAndEachOnce(bool restarts)
    {
        var prefix = $"p{(restarts ? 1 : 0)}";
        var (app, campaign) = await RunningAsync(prefix);

        var paused = await UpdateAsync(app, campaign, new() { IsPaused = true });
        var sent = Sent(prefix);
        if (restarts)
        {
            await stage.RestartAsync();
        }

        for (var i = 0; i < 50; i++)
        {
            stage.Pass(Step); // ten seconds, in which all would have been sent
        }

        Assert.Equal((sent, "PAUSED", true), (Sent(prefix), paused.State.CampaignStatus.Value, paused.IsPaused));
        Assert.Equal(("PAUSED", null), await RunAsync(app, campaign));
        Assert.InRange(sent, 1, Recipients - 1);

        var resumed = await UpdateAsync(app, campaign, new() { IsPaused = false });
        var (status, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(("EXECUTING", "COMPLETED", Recipients, "0"),
            (resumed.State.CampaignStatus.Value, status, run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
        Assert.All(Enumerable.Range(0, Recipients), i => Assert.Single(stage.Apns.Inbox.For($"token-{prefix}-{i}")));
    }

    [Fact]
    public async Task Campaign_ThatRuns_TakesAnotherNameAndNothingThatItIsSentBy()
    {
        var (app, campaign) = await RunningAsync("named");

        var renamed = await UpdateAsync(app, campaign, new() { Name = "other", Description = "d" });
        var refused = await Calls.RefusedAsync(() => UpdateAsync(app, campaign, new() { Limits = new() { MessagesPerSecond = 100 } }));
        var whole = Calls.To(renamed.SegmentId);
        (whole.IsPaused, whole.SegmentVersion, whole.Limits) = (true, renamed.SegmentVersion, renamed.Limits);
        var paused = await UpdateAsync(app, campaign, whole); // as clients send it that send all of it

        Assert.Equal(("other", "d", 1, "EXECUTING"), (renamed.Name, renamed.Description, renamed.Version, renamed.State.CampaignStatus.Value));
        Assert.Equal(
            (400, $"Campaign '{campaign}' runs, and only IsPaused, Name and Description of it can be changed: create a new one to send something else."),
            refused);
        Assert.Equal(("PAUSED", "other"), (paused.State.CampaignStatus.Value, paused.Name));
        await stage.Aws.DeleteCampaignAsync(new() { ApplicationId = app, CampaignId = campaign }, Cancel);
    }

    [Fact]
    public async Task Campaign_PausedBeforeItsTime_IsSentWhenItIsResumedInTimeAndRefusedWhenNot()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "before");
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Schedule = new() { StartTime = In(seconds: 60) };
        var (soon, late) = (await stage.CampaignAsync(app, request), await stage.CampaignAsync(app, request));

        foreach (var campaign in new[] { soon, late })
        {
            Assert.Equal("PAUSED", (await UpdateAsync(app, campaign, new() { IsPaused = true })).State.CampaignStatus.Value);
        }

        var now = stage.Clock.GetUtcNow();
        stage.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal("SCHEDULED", (await UpdateAsync(app, soon, new() { IsPaused = false })).State.CampaignStatus.Value);
        Assert.Equal("COMPLETED", (await stage.EndedAsync(app, soon)).Status);

        stage.Clock.SetDate(now.AddMinutes(10));
        using var http = new SignedHttp(stage.Server);
        var (status, body) = await http.SendAsync(
            "PUT", $"/v1/apps/{app}/campaigns/{late}", """{"IsPaused":false}""", at: stage.Clock.GetUtcNow());
        stage.Clock.SetDate(now);

        Assert.Equal(400, status);
        Assert.Contains("StartTime must be at least current time", body, StringComparison.Ordinal);
        Assert.Equal("PAUSED", await stage.StatusAsync(app, late));
        Assert.Single(stage.Apns.Inbox.For("token-before"));
    }

    [Fact]
    public async Task Campaign_ItsEndTimeComes_SendsNobodyAfterIt()
    {
        var (app, campaign) = await RunningAsync("ending", In(seconds: 3));

        var (status, run) = await stage.EndedAsync(app, campaign);

        Assert.Equal(("COMPLETED", "MaximumDuration or Schedule.EndTime was over before everybody was reached."), (status, run.ExecutionMetrics["Note"]));
        Assert.InRange(Sent("ending"), 3, 3 * PerSecond + 1);
    }

    [Fact]
    public async Task Campaign_OfASegmentThatIsGone_CanBePausedAllTheSame()
    {
        var app = await stage.AppAsync();
        var segment = await stage.SegmentAsync(app);
        var request = Calls.To(segment);
        request.Schedule = new() { StartTime = In(seconds: 3600) };
        var campaign = await stage.CampaignAsync(app, request);
        await stage.Aws.DeleteSegmentAsync(new() { ApplicationId = app, SegmentId = segment }, Cancel);

        Assert.Equal("PAUSED", (await UpdateAsync(app, campaign, new() { IsPaused = true })).State.CampaignStatus.Value);
    }

    // Three are sent, and the others are not: time goes by only when one has arrived.
    private async Task<(string App, string Campaign)> RunningAsync(string prefix, string? end = null)
    {
        var app = await stage.AppAsync();
        for (var i = 0; i < Recipients; i++)
        {
            await stage.RegisterAsync(app, $"{prefix}-{i}");
        }

        var request = Calls.To(await stage.SegmentAsync(app));
        request.Limits = new() { MessagesPerSecond = PerSecond };
        request.Schedule.EndTime = end;
        var campaign = await stage.CampaignAsync(app, request);
        for (var i = 1; i <= 3; i++)
        {
            await Until.SoAsync(() => Sent(prefix) == i, Cancel);
            stage.Pass(TimeSpan.FromMilliseconds(i < 3 ? 249 : 0)); // as far as the next may leave, and not further
            stage.Pass(TimeSpan.FromMilliseconds(i < 3 ? 1 : 0));
        }

        return (app, campaign);
    }

    private long Sent(string prefix) => Enumerable.Range(0, Recipients).Sum(i => stage.Apns.Inbox.AcceptedFor($"token-{prefix}-{i}"));

    private string In(int seconds) => stage.Clock.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private async Task<(string State, string? End)> RunAsync(string app, string campaign)
    {
        var runs = await stage.Aws.GetCampaignActivitiesAsync(new() { ApplicationId = app, CampaignId = campaign }, Cancel);
        var run = Assert.Single(runs.ActivitiesResponse.Item);
        return (run.State, run.End);
    }

    private async Task<CampaignResponse> UpdateAsync(string app, string campaign, WriteCampaignRequest request) => (await stage.Aws.UpdateCampaignAsync(
        new() { ApplicationId = app, CampaignId = campaign, WriteCampaignRequest = request }, Cancel)).CampaignResponse;
}
