namespace Pinpush.Contract;

/// <summary>SourceType combines the source segments, Type combines the Dimensions; no source means every endpoint.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SegmentGroup.</remarks>
public sealed record SegmentGroup
{
    public IReadOnlyList<SegmentDimensions>? Dimensions { get; init; }
    public IReadOnlyList<SegmentReference>? SourceSegments { get; init; }
    public Combination? SourceType { get; init; }
    public Combination? Type { get; init; }
}
