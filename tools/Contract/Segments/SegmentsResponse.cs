namespace Pinpush.Contract;

/// <summary>One page of segments.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SegmentsResponse.</remarks>
public sealed record SegmentsResponse
{
    public required IReadOnlyList<SegmentResponse> Item { get; init; }
    public string? NextToken { get; init; }
}
