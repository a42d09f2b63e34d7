namespace Pinpush.Contract;

/// <summary>The state of a campaign.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CampaignState.</remarks>
public sealed record CampaignState
{
    public CampaignStatus? CampaignStatus { get; init; }
}
