namespace Pinpush.Contract;

/// <summary>A segment; Version left out means its current one.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SegmentReference.</remarks>
public sealed record SegmentReference
{
    public string? Id { get; init; }
    public int? Version { get; init; }
}
