using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>What keeps a campaign from sending what nobody meant.</summary>
public sealed class GuardTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_MoreEndpointsThanItsTagAllows_SendsNothingAndSaysSo()
    {
        var (app, segment) = await AudienceAsync("many-1", "many-2", "many-3", "many-4");

        var (status, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, Guarded(segment, 3)));

        Assert.Equal(("INVALID", "The audience has 4 endpoints and pinpush:max-audience allows 3; nothing was sent."), (status, run.ExecutionMetrics["Note"]));
        Assert.Empty(stage.Apns.Inbox.For("token-many-1"));
    }

    [Fact]
    public async Task UpdateCampaign_ThatHasRun_IsRefused()
    {
        var (app, segment) = await AudienceAsync("sent");
        var campaign = await stage.CampaignAsync(app, Calls.To(segment));
        await stage.EndedAsync(app, campaign);

        var refused = await Calls.RefusedAsync(() => UpdateAsync(app, campaign, Calls.To(segment)));

        Assert.Equal((400, $"Campaign '{campaign}' has run and cannot be changed: create a new one to send again."), refused);
    }

    [Fact]
    public async Task Campaign_SourceOfItsSegmentGone_SendsNothingAndSaysSo()
    {
        var (app, source) = await AudienceAsync("orphan");
        var segment = await stage.SegmentAsync(app, source);
        await stage.Aws.DeleteSegmentAsync(new() { ApplicationId = app, SegmentId = source }, Cancel);

        var (status, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, Calls.To(segment)));

        Assert.Equal(
            ("INVALID", $"The audience cannot be read: The source segment '{source}' is gone. Nothing was sent."), (status, run.ExecutionMetrics["Note"]));
        Assert.Empty(stage.Apns.Inbox.For("token-orphan"));
    }

    [Fact]
    public async Task CreateCampaign_ThatRepeats_IsRefused()
    {
        var (app, segment) = await AudienceAsync();
        var request = Calls.To(segment);
        request.Schedule.Frequency = "DAILY";

        Assert.Equal((400, "Schedule.Frequency DAILY: only ONCE is served."), await Calls.RefusedAsync(() => stage.CampaignAsync(app, request)));
    }

    [Fact]
    public async Task Campaign_Paused_IsNotSentThoughItsTimeHasCome()
    {
        var (app, segment) = await AudienceAsync("waiting");
        var request = Calls.To(segment);
        request.IsPaused = true;
        var paused = await stage.CampaignAsync(app, request);

        await LookedAsync(app, segment);

        Assert.Equal("PAUSED", await stage.StatusAsync(app, paused));
        Assert.Single(stage.Apns.Inbox.For("token-waiting")); // of the campaign that came after it
    }

    [Fact]
    public async Task GetCampaigns_InPages_GivesEachOnce()
    {
        var (app, segment) = await AudienceAsync();
        var request = Calls.To(segment);
        request.IsPaused = true;
        for (var i = 0; i < 4; i++)
        {
            await stage.CampaignAsync(app, request);
        }

        var first = (await stage.Aws.GetCampaignsAsync(new() { ApplicationId = app, PageSize = "2" }, Cancel)).CampaignsResponse;
        var second = (await stage.Aws.GetCampaignsAsync(new() { ApplicationId = app, PageSize = "2", Token = first.NextToken }, Cancel)).CampaignsResponse;

        Assert.Equal((2, 2, null), (first.Item.Count, second.Item.Count, second.NextToken));
        Assert.Equal(4, first.Item.Concat(second.Item).Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task UpdateCampaign_PausedAsItsRunIsAboutToBegin_IsNotOvertakenOnceAcknowledged()
    {
        var (app, segment) = await AudienceAsync("racing-1", "racing-2");
        var (guarded, paused) = (Guarded(segment, 1), Guarded(segment, 1));
        paused.IsPaused = true;
        var acknowledged = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var racing = await stage.CampaignAsync(app, guarded);
            try
            {
                if ((await UpdateAsync(app, racing, paused)).CampaignResponse.State.CampaignStatus == "PAUSED")
                {
                    acknowledged.Add(racing);
                }
            }
            catch (BadRequestException)
            {
                // the run was quicker: it has ended
            }
        }

        await stage.RestartAsync(); // it ends when every run has

        foreach (var racing in acknowledged)
        {
            Assert.Equal("PAUSED", await stage.StatusAsync(app, racing));
        }
    }

    private static WriteCampaignRequest Guarded(string segment, int most)
    {
        var request = Calls.To(segment);
        request.Tags = new() { ["pinpush:max-audience"] = $"{most}" };
        return request;
    }

    private Task<UpdateCampaignResponse> UpdateAsync(string app, string campaign, WriteCampaignRequest request) =>
        stage.Aws.UpdateCampaignAsync(new() { ApplicationId = app, CampaignId = campaign, WriteCampaignRequest = request }, Cancel);

    // A campaign that was made later has run: the server has looked at all that are due.
    private async Task LookedAsync(string app, string segment) =>
        Assert.Equal("COMPLETED", (await stage.EndedAsync(app, await stage.CampaignAsync(app, Calls.To(segment)))).Status);

    private async Task<(string App, string Segment)> AudienceAsync(params string[] endpoints)
    {
        var app = await stage.AppAsync();
        foreach (var endpoint in endpoints)
        {
            await stage.RegisterAsync(app, endpoint);
        }

        return (app, await stage.SegmentAsync(app));
    }
}
