namespace Pinpush.Contract;

/// <summary>How many endpoints a segment holds.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Reachable">Those that would get a push: ACTIVE, not opted out.</param>
public sealed record AudienceSize(long Total, long Reachable);
