using Amazon.Pinpoint.Model;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>A campaign at full speed that is paused and resumed again and again.</summary>
public sealed class PauseOftenTests(Stage stage) : IClassFixture<Stage>
{
    private const int Recipients = 3000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_PausedAndResumedAgainAndAgain_ReachesEachOnceAndDoubtsNobody()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, Recipients);
        var campaign = await stage.CampaignAsync(app, Calls.To(await stage.SegmentAsync(app)));

        for (var times = 0; times < 20; times++)
        {
            var sent = stage.Apns.Inbox.Totals.Accepted;
            await Until.SoAsync(() => stage.Apns.Inbox.Totals.Accepted is var now && (now > sent + 20 || now == Recipients), Cancel);
            try
            {
                Assert.Contains(await PauseAsync(app, campaign, true), new[] { "PAUSED", "COMPLETED" });
                var held = stage.Apns.Inbox.Totals.Accepted;
                await stage.StatusAsync(app, campaign); // time goes by
                Assert.Equal(held, stage.Apns.Inbox.Totals.Accepted);
                await PauseAsync(app, campaign, false);
            }
            catch (BadRequestException)
            {
                break; // it was quicker: it has run
            }
        }

        var (status, run) = await stage.EndedAsync(app, campaign);
        Assert.Equal(("COMPLETED", Recipients, "0"), (status, run.SuccessfulEndpointCount, run.ExecutionMetrics["InDoubt"]));
        Assert.All(Enumerable.Range(0, Recipients), i => Assert.Equal(1, stage.Apns.Inbox.AcceptedFor(Calls.Token(i))));
    }

    private async Task<string> PauseAsync(string app, string campaign, bool isPaused) => (await stage.Aws.UpdateCampaignAsync(
        new() { ApplicationId = app, CampaignId = campaign, WriteCampaignRequest = new() { IsPaused = isPaused } }, Cancel))
        .CampaignResponse.State.CampaignStatus.Value;
}
