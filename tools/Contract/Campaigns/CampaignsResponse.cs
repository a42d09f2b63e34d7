namespace Pinpush.Contract;

/// <summary>One page of campaigns.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CampaignsResponse.</remarks>
public sealed record CampaignsResponse
{
    public required IReadOnlyList<CampaignResponse> Item { get; init; }
    public string? NextToken { get; init; }
}
