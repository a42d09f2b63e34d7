namespace Pinpush.Contract;

/// <summary>ACTIVE: updated within Duration. INACTIVE: not updated within it.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape RecencyDimension.</remarks>
public sealed record RecencyDimension
{
    public Duration? Duration { get; init; }
    public RecencyType? RecencyType { get; init; }
}
