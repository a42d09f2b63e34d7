using System.CommandLine;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Campaigns;

/// <summary>Prints campaigns.</summary>
internal static class CampaignOutput
{
    public static void ShowOne(Terminal terminal, CampaignRecord campaign, ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(campaign, CliJson.Default.CampaignRecord);
        }
        else
        {
            Table(terminal, [campaign]);
        }
    }

    public static void Table(Terminal terminal, IReadOnlyList<CampaignRecord> campaigns) => Rows.Write(
        terminal.Out, ["Id", "Name", "Status", "Segment", "Start"], [.. campaigns.Select(c => new[] { c.Id, c.Name, c.Status, c.SegmentId, c.StartTime })]);
}
