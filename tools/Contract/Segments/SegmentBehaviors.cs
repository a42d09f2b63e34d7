namespace Pinpush.Contract;

/// <summary>Criteria on what the endpoint did.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SegmentBehaviors.</remarks>
public sealed record SegmentBehaviors
{
    public RecencyDimension? Recency { get; init; }
}
