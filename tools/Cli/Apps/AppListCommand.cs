using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

internal sealed class AppListCommand(CommandHost host) : ListCommand<AppRecord>(host, "List the apps", "./pinpush app list", AppRecord.Printer)
{
    protected override Task<IReadOnlyList<AppRecord>> ReadAsync(PinpointSession session, CancellationToken cancellationToken) => Pages.ReadAsync(
        async token =>
        {
            var page = (await session.Client.GetAppsAsync(new GetAppsRequest { PageSize = "100", Token = token }, cancellationToken)).ApplicationsResponse;
            return (page.Item?.Select(AppRecord.Of) ?? [], page.NextToken);
        });
}
