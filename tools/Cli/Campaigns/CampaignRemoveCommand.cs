using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignRemoveCommand(CommandHost host)
    : ByIdCommand<CampaignRecord>(
        host, "remove", "Remove a campaign, and stop it if it runs", "campaign",
        "./pinpush campaign remove 0123456789abcdef0123456789abcdef", CampaignRecord.Printer)
{
    protected override async Task<CampaignRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var answer = await session.Client.DeleteCampaignAsync(new DeleteCampaignRequest { ApplicationId = app, CampaignId = id }, cancellationToken);
        return CampaignRecord.Of(answer.CampaignResponse);
    }
}
