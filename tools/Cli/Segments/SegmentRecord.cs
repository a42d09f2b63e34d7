using System.Globalization;
using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Output;
using Pinpush.Client;

namespace Pinpush.Cli.Segments;

/// <summary>A segment, as <c>segment create|list|show|remove --json</c> print it.</summary>
internal sealed record SegmentRecord
{
    public static readonly RecordPrinter<SegmentRecord> Printer = new()
    {
        Json = SegmentJson.Default,
        Headers = ["Id", "Name", "Version", "Created"],
        Row = s => [s.Id, s.Name, s.Version.ToString(CultureInfo.InvariantCulture), s.CreationDate],
        Details = (console, s) =>
        {
            Rows.Write(console, ["Criteria"], [.. s.Criteria.Select(c => new[] { c })]);
            s.Audience?.Write(console);
        },
    };

    public required string Id { get; init; }

    public string? Name { get; init; }

    public required int Version { get; init; }

    public string? CreationDate { get; init; }

    /// <summary>Who is in it, one criterion each.</summary>
    public required IReadOnlyList<string> Criteria { get; init; }

    /// <summary>Null in a list, and where the server is not ours.</summary>
    public Contract.AudienceSize? Audience { get; init; }

    public static SegmentRecord Of(SegmentResponse segment) => new()
    {
        Id = segment.Id,
        Name = segment.Name,
        Version = segment.Version ?? 1,
        CreationDate = segment.CreationDate,
        Criteria = SegmentCriteria.Of(segment.Dimensions, segment.SegmentGroups) is { Count: > 0 } lines ? lines : ["everybody: the segment has no criterion"],
    };
}

[JsonSerializable(typeof(IReadOnlyList<SegmentRecord>))]
internal sealed partial class SegmentJson : JsonSerializerContext;
