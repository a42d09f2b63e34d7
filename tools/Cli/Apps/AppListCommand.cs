using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Client;

namespace Pinpush.Cli.Apps;

internal sealed class AppListCommand(CommandHost host) : ListCommand<AppRecord>(host, "List the apps", "./pinpush app list", AppRecord.Printer)
{
    protected override async Task<IReadOnlyList<AppRecord>> ReadAsync(PinpointSession session, CancellationToken cancellationToken) =>
        await session.Client.AppsAsync(cancellationToken).Select(AppRecord.Of).ToListAsync(cancellationToken);
}
