namespace Pinpush.Contract;

/// <summary>Groups of criteria; Include combines them.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SegmentGroupList.</remarks>
public sealed record SegmentGroupList
{
    public IReadOnlyList<SegmentGroup>? Groups { get; init; }
    public Combination? Include { get; init; }
}
