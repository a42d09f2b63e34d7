namespace Pinpush.Contract;

/// <summary>Settings that campaigns of the app fall back to.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ApplicationSettingsResource.</remarks>
public sealed record ApplicationSettingsResource
{
    public required string ApplicationId { get; init; }
    public CampaignHook? CampaignHook { get; init; }
    public string? LastModifiedDate { get; init; }
    public CampaignLimits? Limits { get; init; }
    public QuietTime? QuietTime { get; init; }
    public ApplicationSettingsJourneyLimits? JourneyLimits { get; init; }
}
