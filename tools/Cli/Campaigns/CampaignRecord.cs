using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Output;
using Pinpush.Cli.Segments;
using Pinpush.Client;

namespace Pinpush.Cli.Campaigns;

/// <summary>A campaign, as <c>campaign create|list|show|pause|resume|remove --json</c> print it.</summary>
internal sealed record CampaignRecord
{
    public static readonly RecordPrinter<CampaignRecord> Printer = new()
    {
        Json = CampaignJson.Default,
        Headers = ["Id", "Name", "Status", "Segment", "Start"],
        Row = c => [c.Id, c.Name, c.Status, $"{c.SegmentId}@{c.SegmentVersion}", c.StartTime],
        Details = (console, c) =>
        {
            if (c.Template is { } template)
            {
                Rows.Write(console, ["Template"], [template]);
            }
            else
            {
                Rows.Write(console, ["Title", "Text"], [c.Title, c.Body]);
            }

            if (c.Tags is { Count: > 0 } tags)
            {
                Rows.Write(console, ["Tags"], [.. tags.Select(t => new[] { $"{t.Key}={t.Value}" })]);
            }

            c.Run?.Write(console);
            c.Audience?.Write(console);
        },
    };

    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>SCHEDULED, EXECUTING, COMPLETED, PAUSED, ...</summary>
    public string? Status { get; init; }

    public string? SegmentId { get; init; }

    /// <summary>The version of the segment that it is sent to, whatever the segment became since.</summary>
    public int? SegmentVersion { get; init; }

    /// <summary>IMMEDIATE or ISO 8601.</summary>
    public string? StartTime { get; init; }

    public string? Description { get; init; }

    /// <summary>Of the message for iOS, else for Android, else for all. Null for a silent one.</summary>
    public string? Title { get; init; }

    public string? Body { get; init; }

    /// <summary>Name of the template that it sends in place of a message of its own, with <c>@</c> and the version if it names one.</summary>
    public string? Template { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The last run. Null for one that did not run, and in a list.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>Now, by what <see cref="SegmentVersion"/> says. Null in a list, and where the server is not ours.</summary>
    public Contract.AudienceSize? Audience { get; init; }

    public static CampaignRecord Of(CampaignResponse campaign) => new()
    {
        Id = campaign.Id,
        Name = campaign.Name,
        Status = campaign.State?.CampaignStatus?.Value,
        SegmentId = campaign.SegmentId,
        SegmentVersion = campaign.SegmentVersion,
        StartTime = campaign.Schedule?.StartTime,
        Description = campaign.Description,
        Title = MessageOf(campaign)?.Title,
        Body = MessageOf(campaign)?.Body,
        Template = campaign.TemplateConfiguration?.PushTemplate is { } t ? t.Name + (t.Version is { } version ? $"@{version}" : "") : null,
        Tags = campaign.Tags,
    };

    public static Contract.AudienceQuery AudienceOf(CampaignResponse campaign) => new(campaign.ApplicationId, campaign.SegmentId, campaign.SegmentVersion);

    private static Message? MessageOf(CampaignResponse campaign) =>
        campaign.MessageConfiguration is { } m ? m.APNSMessage ?? m.GCMMessage ?? m.DefaultMessage : null;
}

[JsonSerializable(typeof(IReadOnlyList<CampaignRecord>))]
internal sealed partial class CampaignJson : JsonSerializerContext;
