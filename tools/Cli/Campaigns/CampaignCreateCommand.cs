using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

/// <summary>Creates a campaign. Who it reaches and when has no default: the segment and the start are always written out.</summary>
internal sealed class CampaignCreateCommand : PinpointCommand
{
    private readonly Argument<string> name = new("NAME") { Description = "The campaign's name" };
    private readonly Option<string> segment = new("--segment") { Description = "The segment's id", Required = true, HelpName = "ID" };
    private readonly Option<string> start = new("--start") { Description = "When to send: IMMEDIATE, or a time such as 2027-01-31T09:00:00Z", Required = true, HelpName = "TIME" };
    private readonly Option<string> title = new("--title") { Description = "Title", Required = true, HelpName = "TEXT" };
    private readonly Option<string> body = new("--body") { Description = "Text", Required = true, HelpName = "TEXT" };

    public CampaignCreateCommand(CommandHost host)
        : base(
            host, "create", "Create a campaign that sends to a segment once",
            "./pinpush campaign create spring-sale --segment 0123456789abcdef0123456789abcdef --start IMMEDIATE --title Sale --body \"Half price\"")
    {
        foreach (var option in new Option[] { segment, start, title, body })
        {
            Add(option);
        }

        Add(name);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        Message Text() => new() { Action = "OPEN_APP", Title = parsed.GetRequiredValue(title), Body = parsed.GetRequiredValue(body) };
        var campaign = new WriteCampaignRequest
        {
            Name = parsed.GetRequiredValue(name),
            SegmentId = parsed.GetRequiredValue(segment),
            Schedule = new Schedule { StartTime = parsed.GetRequiredValue(start) },
            MessageConfiguration = new MessageConfiguration { APNSMessage = Text(), GCMMessage = Text() },
        };
        var answer = await session.Client.CreateCampaignAsync(
            new CreateCampaignRequest { ApplicationId = app, WriteCampaignRequest = campaign }, cancellationToken);
        CampaignRecord.Printer.Print(Terminal, parsed, CampaignRecord.Of(answer.CampaignResponse));
        return ExitCode.Done;
    }
}
