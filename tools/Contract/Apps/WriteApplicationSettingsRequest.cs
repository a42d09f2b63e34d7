namespace Pinpush.Contract;

/// <summary>Changes the settings of an app: members that are given replace, members left out stay.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape WriteApplicationSettingsRequest.</remarks>
public sealed record WriteApplicationSettingsRequest
{
    public CampaignHook? CampaignHook { get; init; }
    public bool? CloudWatchMetricsEnabled { get; init; }
    public bool? EventTaggingEnabled { get; init; }
    public CampaignLimits? Limits { get; init; }
    public QuietTime? QuietTime { get; init; }
    public ApplicationSettingsJourneyLimits? JourneyLimits { get; init; }
}
