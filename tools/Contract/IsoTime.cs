using System.Globalization;

namespace Pinpush.Contract;

/// <summary>Times on the wire: ISO 8601 with the year first, such as 2026-01-02T03:04:05.678Z or 2026-01-02.</summary>
public static class IsoTime
{
    /// <summary>Reads a time; without an offset it is in UTC.</summary>
    /// <returns>False for everything else: <c>01/02/2026</c> is two different days, and a bare <c>10:30</c> would mean today.</returns>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', '-', >= '0' and <= '9', >= '0' and <= '9', '-', >= '0' and <= '9', >= '0' and <= '9', ..]
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
