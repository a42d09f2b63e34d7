using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignListCommand(CommandHost host)
    : ListCommand<CampaignRecord>(host, "List an app's campaigns", "./pinpush campaign list", CampaignRecord.Printer)
{
    protected override async Task<IReadOnlyList<CampaignRecord>> ReadAsync(PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        return await Pages.ReadAsync(
            async token =>
            {
                var request = new GetCampaignsRequest { ApplicationId = app, PageSize = "100", Token = token };
                var page = (await session.Client.GetCampaignsAsync(request, cancellationToken)).CampaignsResponse;
                return (page.Item?.Select(CampaignRecord.Of) ?? [], page.NextToken);
            });
    }
}
