using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

/// <summary>Holds a campaign back: IsPaused alone, before it runs or while it does.</summary>
internal sealed class CampaignPauseCommand(CommandHost host)
    : ByIdCommand<CampaignRecord>(
        host, "pause", "Hold a campaign back; one that runs stops after the pushes on their way", "campaign",
        "./pinpush campaign pause 0123456789abcdef0123456789abcdef", CampaignRecord.Printer)
{
    protected override Task<CampaignRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken) =>
        SetAsync(session, app, id, isPaused: true, cancellationToken);

    public static async Task<CampaignRecord> SetAsync(PinpointSession session, string app, string id, bool isPaused, CancellationToken cancellationToken)
    {
        var answer = await session.Client.UpdateCampaignAsync(
            new UpdateCampaignRequest { ApplicationId = app, CampaignId = id, WriteCampaignRequest = new() { IsPaused = isPaused } }, cancellationToken);
        var now = answer.CampaignResponse;
        return CampaignRecord.Of(now) with { Audience = await session.Client.AudienceAsync(CampaignRecord.AudienceOf(now), cancellationToken) };
    }
}
