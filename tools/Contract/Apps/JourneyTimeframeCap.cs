namespace Pinpush.Contract;

/// <summary>At most Cap messages (0 to 100) in Days days (1 to 30).</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape JourneyTimeframeCap.</remarks>
public sealed record JourneyTimeframeCap
{
    public int? Cap { get; init; }
    public int? Days { get; init; }
}
