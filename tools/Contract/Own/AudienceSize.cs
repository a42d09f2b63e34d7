using System.Globalization;

namespace Pinpush.Contract;

/// <summary>How many endpoints a segment holds.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Reachable">Those that would get a push: ACTIVE, not opted out.</param>
public sealed record AudienceSize(long Total, long Reachable)
{
    /// <summary>A count in words: <c>1 device</c>, <c>5,013 devices</c>.</summary>
    public static string Devices(long count) => count == 1 ? "1 device" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} devices");
}
