namespace Pinpush.Contract;

/// <summary>Caps for journeys. Kept and answered; journeys are not served.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ApplicationSettingsJourneyLimits.</remarks>
public sealed record ApplicationSettingsJourneyLimits
{
    public int? DailyCap { get; init; }
    public JourneyTimeframeCap? TimeframeCap { get; init; }
    public int? TotalCap { get; init; }
}
