namespace Pinpush.Contract;

/// <summary>
/// Caps: Daily and Total count messages per endpoint (0 to 100), MessagesPerSecond is 1 to 20,000, MaximumDuration is in seconds, 60 or more; 0 is not set.
/// </summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CampaignLimits.</remarks>
public sealed record CampaignLimits
{
    public int? Daily { get; init; }
    public int? MaximumDuration { get; init; }
    public int? MessagesPerSecond { get; init; }
    public int? Total { get; init; }
    public int? Session { get; init; }
}
