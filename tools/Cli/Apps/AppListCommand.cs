using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

internal sealed class AppListCommand(CommandHost host)
    : PinpointCommand(host, "list", "List the apps", "./pinpush app list", "./pinpush app list --json")
{
    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var apps = await Pages.ReadAsync(
            async token =>
            {
                var page = (await session.Client.GetAppsAsync(new GetAppsRequest { PageSize = "100", Token = token }, cancellationToken)).ApplicationsResponse;
                return (page.Item?.Select(AppRecord.Of) ?? [], page.NextToken);
            });
        if (parsed.GetValue(CommonOptions.Json))
        {
            Terminal.Json(apps, CliJson.Default.IReadOnlyListAppRecord);
        }
        else
        {
            Rows.Write(Terminal.Out, ["Id", "Name", "Created"], [.. apps.Select(a => new[] { a.Id, a.Name, a.CreationDate })]);
        }

        return ExitCode.Done;
    }
}
