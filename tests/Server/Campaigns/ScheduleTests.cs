using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>Campaigns that begin later, by a clock that the tests set forward.</summary>
public sealed class ScheduleTests(ClockStage stage) : IClassFixture<ClockStage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_StartInAnotherZone_IsSentThenAndToEachOnce()
    {
        var app = await stage.AppAsync();
        foreach (var i in new[] { 1, 2, 3 })
        {
            await stage.RegisterAsync(app, $"zoned-{i}");
        }

        var start = stage.Clock.GetUtcNow().ToOffset(new TimeSpan(5, 30, 0)).AddSeconds(5);
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Schedule = new Schedule { StartTime = start.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), Timezone = "UTC+05:30" };
        var campaign = await stage.CampaignAsync(app, request);
        Assert.Equal("SCHEDULED", await stage.StatusAsync(app, campaign));

        await PassAsync(app, campaign);

        var (status, run) = await stage.EndedAsync(app, campaign);
        Assert.Equal(("COMPLETED", 3), (status, run.SuccessfulEndpointCount));
        Assert.All(new[] { 1, 2, 3 }, i => Assert.Single(stage.Apns.Inbox.For($"token-zoned-{i}")));
    }

    [Fact]
    public async Task Campaign_TemplateGoneAtItsStart_SendsNothingAndSaysSo()
    {
        var (app, campaign) = await ScheduledAsync("fleeting");

        await stage.Aws.DeletePushTemplateAsync(new() { TemplateName = "fleeting" }, Cancel);
        await PassAsync(app, campaign);

        var (status, run) = await stage.EndedAsync(app, campaign);
        Assert.Equal(("INVALID", "The template 'fleeting' is gone; nothing was sent."), (status, run.ExecutionMetrics["Note"]));
        Assert.Empty(stage.Apns.Inbox.For("token-fleeting"));
    }

    [Fact]
    public async Task Campaign_OtherVersionActiveAtItsStart_SendsThatOne()
    {
        var (app, campaign) = await ScheduledAsync("changing");

        await stage.RewriteAsync("changing", "new", newVersion: true);
        await stage.Aws.UpdateTemplateActiveVersionAsync(
            new() { TemplateName = "changing", TemplateType = "push", TemplateActiveVersionRequest = new() { Version = "latest" } }, Cancel);
        await PassAsync(app, campaign);

        Assert.Equal("COMPLETED", (await stage.EndedAsync(app, campaign)).Status);
        Assert.Contains("\"body\":\"new\"", Assert.Single(stage.Apns.Inbox.For("token-changing")).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Campaign_StartMissedByFar_IsClosedUnsent()
    {
        var (app, campaign) = await ScheduledAsync("missed");
        var now = stage.Clock.GetUtcNow();
        using var http = new SignedHttp(stage.Server);

        stage.Clock.Advance(TimeSpan.FromHours(2)); // the server sees its time and that it is over at once
        await Until.SoAsync(
            async () => (await http.SendAsync("GET", $"/v1/apps/{app}/campaigns/{campaign}", at: stage.Clock.GetUtcNow())).Body
                .Contains("COMPLETED", StringComparison.Ordinal), Cancel);
        stage.Clock.SetDate(now);

        var (_, run) = await stage.EndedAsync(app, campaign);
        Assert.Equal("FAIL", run.Result);
        Assert.Equal("The start was missed by more than 01:00:00; nothing was sent.", run.ExecutionMetrics["Note"]);
        Assert.Empty(stage.Apns.Inbox.For("token-missed"));
    }

    [Theory]
    [InlineData(-301, null, "Schedule.StartTime must be at least current time, and '")]
    [InlineData(60, 60, "Schedule.EndTime '")]
    [InlineData(60, 30, "Schedule.EndTime '")]
    [InlineData(null, -1, "Schedule.EndTime '")]
    public async Task CreateCampaign_TooLate_IsRefused(int? start, int? end, string message)
    {
        var app = await stage.AppAsync();
        var request = Calls.To(await stage.SegmentAsync(app));
        request.Schedule = new() { StartTime = start is { } s ? In(s) : "IMMEDIATE", EndTime = end is { } e ? In(e) : null };

        var (status, refused) = await Calls.RefusedAsync(() => stage.CampaignAsync(app, request));

        Assert.Equal(400, status);
        Assert.StartsWith(message, refused, StringComparison.Ordinal);
    }

    private string In(int seconds) => stage.Clock.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private async Task<(string App, string Campaign)> ScheduledAsync(string template)
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, template);
        await stage.TemplateAsync(template, "old");
        return (app, await stage.CampaignAsync(app, new()
        {
            SegmentId = await stage.SegmentAsync(app),
            Schedule = new() { StartTime = stage.Clock.GetUtcNow().AddSeconds(5).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) },
            TemplateConfiguration = new() { PushTemplate = new() { Name = template } },
        }));
    }

    // A second at a time: a timer that the server sets after a step is met by the next one.
    private Task PassAsync(string app, string campaign) => Until.SoAsync(
        async () =>
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            return await stage.StatusAsync(app, campaign) != "SCHEDULED";
        }, Cancel);
}
