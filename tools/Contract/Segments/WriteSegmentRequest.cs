using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>
/// A segment's definition: Dimensions or SegmentGroups, not both. A new segment without either, and any with empty Dimensions, is every endpoint; an update
/// keeps what it leaves out.
/// </summary>
/// <remarks>Pinpoint service model 2016-12-01, shape WriteSegmentRequest.</remarks>
public sealed record WriteSegmentRequest
{
    public SegmentDimensions? Dimensions { get; init; }
    public string? Name { get; init; }
    public SegmentGroupList? SegmentGroups { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
