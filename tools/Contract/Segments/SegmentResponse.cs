using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>A segment at one of its versions.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SegmentResponse.</remarks>
public sealed record SegmentResponse
{
    public required string ApplicationId { get; init; }
    public required string Arn { get; init; }
    public required string CreationDate { get; init; }
    public SegmentDimensions? Dimensions { get; init; }
    public required string Id { get; init; }
    public JsonElement? ImportDefinition { get; init; }
    public string? LastModifiedDate { get; init; }
    public string? Name { get; init; }
    public SegmentGroupList? SegmentGroups { get; init; }
    public required SegmentType SegmentType { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
    public int? Version { get; init; }
}
