using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Client;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignListCommand(CommandHost host)
    : ListCommand<CampaignRecord>(host, "List an app's campaigns", "./pinpush campaign list", CampaignRecord.Printer)
{
    protected override async Task<IReadOnlyList<CampaignRecord>> ReadAsync(PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        return await session.Client.CampaignsAsync(app, cancellationToken).Select(CampaignRecord.Of).ToListAsync(cancellationToken);
    }
}
