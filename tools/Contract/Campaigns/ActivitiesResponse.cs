namespace Pinpush.Contract;

/// <summary>One page of runs.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ActivitiesResponse.</remarks>
public sealed record ActivitiesResponse
{
    public required IReadOnlyList<ActivityResponse> Item { get; init; }
    public string? NextToken { get; init; }
}
