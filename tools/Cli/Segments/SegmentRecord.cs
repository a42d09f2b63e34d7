using Amazon.Pinpoint.Model;

namespace Pinpush.Cli.Segments;

/// <summary>A segment, as <c>segment list|show --json</c> print it.</summary>
internal sealed record SegmentRecord
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public required int Version { get; init; }

    public string? CreationDate { get; init; }

    /// <summary>Who is in it, one criterion each.</summary>
    public required IReadOnlyList<string> Criteria { get; init; }

    public static SegmentRecord Of(SegmentResponse segment) => new()
    {
        Id = segment.Id,
        Name = segment.Name,
        Version = segment.Version ?? 1,
        CreationDate = segment.CreationDate,
        Criteria = SegmentCriteria.Of(segment),
    };

    public string?[] ToRow() => [Id, Name, Version.ToString(System.Globalization.CultureInfo.InvariantCulture), CreationDate];
}
