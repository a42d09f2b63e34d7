using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;

namespace Pinpush.Server.Tests.Metrics;

/// <summary>One campaign to three devices: two get it, one of them opens it, and the third's push is refused.</summary>
public sealed class KpiTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("push-open-rate", "PushOpenRate 0.5")]
    [InlineData("successful-delivery-rate", "SuccessfulDeliveryRate 0.666666666666667")]
    [InlineData("unique-deliveries", "UniqueDeliveries 2.0")]
    [InlineData("unique-deliveries-grouped-by-campaign", "CampaignId=CAMPAIGN UniqueDeliveries 2.0")]
    [InlineData("successful-deliveries-grouped-by-campaign", "CampaignId=CAMPAIGN SuccessfulDeliveries 2.0")]
    public async Task GetApplicationDateRangeKpi_AfterACampaign_CountsIt(string name, string expected)
    {
        var (app, campaign, _) = await SentAsync();

        var rows = await RowsAsync(app, name);

        Assert.Equal([expected.Replace("CAMPAIGN", campaign, StringComparison.Ordinal)], rows.Select(Told));
    }

    [Theory]
    [InlineData("attempted-deliveries-grouped-by-campaign-activity", "CampaignActivityId=ACTIVITY AttemptedDeliveries 3.0")]
    [InlineData("direct-push-opens-grouped-by-campaign-activity", "CampaignActivityId=ACTIVITY DirectPushOpens 1.0")]
    public async Task GetCampaignDateRangeKpi_AfterItsRun_CountsIt(string name, string expected)
    {
        var (app, campaign, activity) = await SentAsync();

        var rows = (await stage.Aws.GetCampaignDateRangeKpiAsync(
            new() { ApplicationId = app, CampaignId = campaign, KpiName = name }, Cancel)).CampaignDateRangeKpiResponse.KpiResult.Rows;

        Assert.Equal([expected.Replace("ACTIVITY", activity, StringComparison.Ordinal)], rows.Select(Told));
    }

    [Fact]
    public async Task PutEvents_OpenReportedTwice_CountsOnce()
    {
        var (app, campaign, activity) = await SentAsync();

        await OpenAsync(app, campaign, activity);

        var rows = await RowsAsync(app, "push-open-rate");
        Assert.Equal(["PushOpenRate 0.5"], rows.Select(Told));
    }

    [Fact]
    public async Task PutEvents_OpensOfWhoWasNotSentIt_AreNone()
    {
        var (app, campaign, activity) = await SentAsync();
        await stage.RegisterAsync(app, "late");

        foreach (var stranger in new[] { "late", "refused", "never-registered" })
        {
            await OpenAsync(app, campaign, activity, stranger);
        }

        Assert.Equal(["PushOpenRate 0.5"], (await RowsAsync(app, "push-open-rate")).Select(Told));
    }

    [Fact]
    public async Task PutEvents_OpenedWithAndWithoutItsRunAndInAnotherCase_CountsOnce()
    {
        var (app, campaign, _) = await SentAsync();

        await OpenAsync(app, campaign, activity: null);
        await OpenAsync(app, campaign, activity: null, "OPENS");
        await OpenAsync(app, campaign, activity: null, "ignores");

        Assert.Equal(["PushOpenRate 1.0"], (await RowsAsync(app, "push-open-rate")).Select(Told));
    }

    [Fact]
    public async Task GetApplicationDateRangeKpi_ItsTimes_AreWrittenAsAllOthers()
    {
        var app = await stage.AppAsync();
        using var http = new SignedHttp(stage.Server);

        var (_, body) = await http.GetAsync($"/v1/apps/{app}/kpis/daterange/unique-deliveries");

        Assert.Matches(
            """ "EndTime":"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",.*"StartTime":"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z" """.Trim(), body);
    }

    [Fact]
    public async Task GetApplicationDateRangeKpi_BeforeAnythingWasSent_HasNoRows()
    {
        var (app, _, _) = await SentAsync();
        using var http = new SignedHttp(stage.Server);

        var (status, body) = await http.GetAsync($"/v1/apps/{app}/kpis/daterange/unique-deliveries?end-time=2026-01-31&start-time=2026-01-01");

        Assert.Equal(200, status);
        Assert.Contains("\"KpiResult\":{\"Rows\":[]}", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("push-open-rate?end-time=2026-03-01&start-time=2026-01-01", "The range is longer than 31 days.")]
    [InlineData("push-open-rate?end-time=2026-01-01&start-time=2026-01-02", "start-time is after end-time.")]
    [InlineData("push-open-rate?end-time=soon", "end-time 'soon' is not an ISO 8601 time.")]
    public async Task GetApplicationDateRangeKpi_RangeThatIsNone_IsRefused(string query, string message)
    {
        var app = await stage.AppAsync();
        using var http = new SignedHttp(stage.Server);

        var (status, body) = await http.GetAsync($"/v1/apps/{app}/kpis/daterange/{query}");

        Assert.Equal((400, message), (status, (string?)System.Text.Json.Nodes.JsonNode.Parse(body)!["Message"])); // an error has one
    }

    private async Task<List<ResultRow>> RowsAsync(string app, string name) =>
        (await stage.Aws.GetApplicationDateRangeKpiAsync(new() { ApplicationId = app, KpiName = name }, Cancel)).ApplicationDateRangeKpiResponse.KpiResult.Rows;

    private static string Told(ResultRow row) =>
        string.Join(' ', (row.GroupedBys ?? []).Select(g => $"{g.Key}={g.Value}").Concat(row.Values.Select(v => $"{v.Key} {v.Value}")));

    private async Task<(string App, string Campaign, string Activity)> SentAsync()
    {
        var app = await stage.AppAsync();
        stage.Apns.Script("token-refused", new ScriptedOutcome.Refused(0, "BadTopic"));
        foreach (var endpoint in new[] { "opens", "ignores", "refused" })
        {
            await stage.RegisterAsync(app, endpoint);
        }

        var campaign = await stage.CampaignAsync(app, Calls.To(await stage.SegmentAsync(app)));
        var (_, run) = await stage.EndedAsync(app, campaign);
        await OpenAsync(app, campaign, run.Id);
        return (app, campaign, run.Id);
    }

    private Task OpenAsync(string app, string campaign, string? activity, string endpoint = "opens") => stage.Aws.PutEventsAsync(
        new()
        {
            ApplicationId = app,
            EventsRequest = new()
            {
                BatchItem = new()
                {
                    [endpoint] = new()
                    {
                        Endpoint = new(),
                        Events = new()
                        {
                            [$"opened {activity}"] = new()
                            {
                                EventType = "_campaign.opened_notification",
                                Timestamp = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                                Attributes = activity is null
                                    ? new() { ["campaign_id"] = campaign } : new() { ["campaign_id"] = campaign, ["campaign_activity_id"] = activity },
                            },
                        },
                    },
                },
            },
        }, Cancel);
}
