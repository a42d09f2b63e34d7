using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignShowCommand(CommandHost host)
    : ByIdCommand<CampaignRecord>(host, "show", "Show a campaign", "campaign", "./pinpush campaign show 0123456789abcdef0123456789abcdef", CampaignRecord.Printer)
{
    protected override async Task<CampaignRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.GetCampaignAsync(new GetCampaignRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
        return CampaignRecord.Of(answer.CampaignResponse);
    }
}
