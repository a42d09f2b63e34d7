using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

/// <summary>Lets a campaign run when it is due, or go on where it stopped. What sends at once is asked before.</summary>
internal sealed class CampaignResumeCommand : ByIdCommand<CampaignRecord>
{
    private readonly Option<bool> yes = Confirmation.Option();

    public CampaignResumeCommand(CommandHost host)
        : base(
            host, "resume", "Let a paused campaign run when it is due, or go on where it stopped; one with the start IMMEDIATE runs now", "campaign",
            "./pinpush campaign resume 0123456789abcdef0123456789abcdef", CampaignRecord.Printer) => Add(yes);

    /// <remarks>INVALID is one that the server refused to run: resuming it tries again.</remarks>
    protected override async Task AskAsync(ParseResult parsed, PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.GetCampaignAsync(new GetCampaignRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
        var there = answer.CampaignResponse;
        if (there.State?.CampaignStatus?.Value is not ("PAUSED" or "INVALID"))
        {
            return;
        }

        var runs = await session.Client.GetCampaignActivitiesAsync(
            new GetCampaignActivitiesRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
        var isUnderWay = runs.ActivitiesResponse.Item?.Exists(a => a.State is "RUNNING" or "PAUSED") == true;
        if (isUnderWay || NowSending.IsDue(there.Schedule, Host.Time.GetUtcNow()))
        {
            var effect = await NowSending.WordsAsync(session, app, there.SegmentId, there.SegmentVersion, isUnderWay, cancellationToken);
            Terminal.Require(parsed, yes, effect);
        }
    }

    protected override Task<CampaignRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken) =>
        CampaignPauseCommand.SetAsync(session, app, id, isPaused: false, cancellationToken);
}
