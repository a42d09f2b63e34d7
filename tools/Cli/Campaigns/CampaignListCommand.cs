using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignListCommand(CommandHost host) : PinpointCommand(host, "list", "List an app's campaigns", "./pinpush campaign list")
{
    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var campaigns = await Pages.ReadAsync(
            async token =>
            {
                var request = new GetCampaignsRequest { ApplicationId = app, PageSize = "100", Token = token };
                var page = (await session.Client.GetCampaignsAsync(request, cancellationToken)).CampaignsResponse;
                return (page.Item?.Select(CampaignRecord.Of) ?? [], page.NextToken);
            });
        if (parsed.GetValue(CommonOptions.Json))
        {
            Terminal.Json(campaigns, CliJson.Default.IReadOnlyListCampaignRecord);
        }
        else
        {
            CampaignOutput.Table(Terminal, campaigns);
        }

        return ExitCode.Done;
    }
}
