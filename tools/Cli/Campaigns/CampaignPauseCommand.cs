using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

/// <summary><c>campaign pause</c> and <c>campaign resume</c>: IsPaused alone, before the campaign runs or while it does.</summary>
internal sealed class CampaignPauseCommand(CommandHost host, string name, string description, bool paused)
    : ByIdCommand<CampaignRecord>(host, name, description, "campaign", $"./pinpush campaign {name} 0123456789abcdef0123456789abcdef", CampaignRecord.Printer)
{
    protected override async Task<CampaignRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.UpdateCampaignAsync(
            new UpdateCampaignRequest { ApplicationId = app, CampaignId = id, WriteCampaignRequest = new() { IsPaused = paused } }, cancellationToken);
        var now = answer.CampaignResponse;
        return CampaignRecord.Of(now) with { Audience = await session.Client.AudienceAsync(CampaignRecord.AudienceOf(now), cancellationToken) };
    }
}
