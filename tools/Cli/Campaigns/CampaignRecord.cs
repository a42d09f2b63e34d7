using Amazon.Pinpoint.Model;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Campaigns;

/// <summary>A campaign, as <c>campaign create|list|show --json</c> print it.</summary>
internal sealed record CampaignRecord
{
    public static readonly RecordPrinter<CampaignRecord> Printer = new()
    {
        One = CliJson.Default.CampaignRecord,
        Many = CliJson.Default.IReadOnlyListCampaignRecord,
        Headers = ["Id", "Name", "Status", "Segment", "Start"],
        Row = c => [c.Id, c.Name, c.Status, c.SegmentId, c.StartTime],
    };

    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>SCHEDULED, EXECUTING, COMPLETED, PAUSED, ...</summary>
    public string? Status { get; init; }

    public string? SegmentId { get; init; }

    /// <summary>IMMEDIATE or ISO 8601.</summary>
    public string? StartTime { get; init; }

    public static CampaignRecord Of(CampaignResponse campaign) => new()
    {
        Id = campaign.Id,
        Name = campaign.Name,
        Status = campaign.State?.CampaignStatus?.Value,
        SegmentId = campaign.SegmentId,
        StartTime = campaign.Schedule?.StartTime,
    };
}
