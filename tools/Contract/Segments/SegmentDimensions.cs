using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>Criteria that must all hold.</summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shape SegmentDimensions. Members of type JsonElement belong to features that are not served; a request that carries one
/// is refused.
/// </remarks>
public sealed record SegmentDimensions
{
    public IReadOnlyDictionary<string, AttributeDimension>? Attributes { get; init; }
    public SegmentBehaviors? Behavior { get; init; }
    public SegmentDemographics? Demographic { get; init; }
    public SegmentLocation? Location { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Metrics { get; init; }
    public IReadOnlyDictionary<string, AttributeDimension>? UserAttributes { get; init; }
}
