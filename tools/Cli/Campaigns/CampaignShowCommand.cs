using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignShowCommand : PinpointCommand
{
    private readonly Argument<string> id = new("ID") { Description = "The campaign's id" };

    public CampaignShowCommand(CommandHost host)
        : base(host, "show", "Show a campaign", "./pinpush campaign show 0123456789abcdef0123456789abcdef") => Add(id);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var answer = await session.Client.GetCampaignAsync(
            new GetCampaignRequest { ApplicationId = app, CampaignId = parsed.GetRequiredValue(id) }, cancellationToken);
        CampaignOutput.ShowOne(Terminal, CampaignRecord.Of(answer.CampaignResponse), parsed);
        return ExitCode.Done;
    }
}
