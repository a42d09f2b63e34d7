using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignShowCommand(CommandHost host)
    : ByIdCommand<CampaignRecord>(
        host, "show", "Show a campaign, its message and how many it reaches", "campaign",
        "./pinpush campaign show 0123456789abcdef0123456789abcdef", CampaignRecord.Printer)
{
    protected override async Task<CampaignRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.GetCampaignAsync(new GetCampaignRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
        var campaign = answer.CampaignResponse;
        var runs = await session.Client.GetCampaignActivitiesAsync(
            new GetCampaignActivitiesRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
        var last = runs.ActivitiesResponse.Item?.MaxBy(a => a.Start, StringComparer.Ordinal);
        var audience = await session.Client.AudienceAsync(CampaignRecord.AudienceOf(campaign), cancellationToken);
        return CampaignRecord.Of(campaign) with { Run = last is null ? null : RunRecord.Of(last), Audience = audience };
    }
}
