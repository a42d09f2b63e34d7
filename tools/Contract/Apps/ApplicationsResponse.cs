namespace Pinpush.Contract;

/// <summary>One page of apps.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ApplicationsResponse.</remarks>
public sealed record ApplicationsResponse
{
    public IReadOnlyList<ApplicationResponse>? Item { get; init; }
    public string? NextToken { get; init; }
}
