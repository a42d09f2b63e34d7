using System.Globalization;

namespace Pinpush.Contract;

/// <summary>Times and zones on the wire: ISO 8601 with the year first, such as 2026-01-02T03:04:05.678Z or 2026-01-02; zones such as UTC+05:30.</summary>
public static class IsoTime
{
    /// <summary>Reads a time; without an offset it is in UTC.</summary>
    /// <returns>False for everything else: <c>01/02/2026</c> is two different days, and a bare <c>10:30</c> would mean today.</returns>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is [
                >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', '-',
                >= '0' and <= '9', >= '0' and <= '9', '-', >= '0' and <= '9', >= '0' and <= '9', ..]
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    /// <summary>Whether the text of a time ends in its offset from UTC: <c>Z</c> or <c>+02:00</c>.</summary>
    public static bool HasOffset(string? text) => text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _];

    /// <summary>Reads a time that without an offset is in a zone.</summary>
    /// <param name="zone"><c>UTC</c>, <c>UTC+05:30</c> or <c>UTC-02</c>, at most 14 hours away; null is UTC. A wrong one is a fault beside every time.</param>
    public static bool TryParse(string? text, string? zone, out DateTimeOffset time)
    {
        time = default;
        return Offset(zone) is { } offset && TryParse(HasOffset(text) ? text : text + offset, out time);
    }

    private static string? Offset(string? zone) => zone switch
    {
        null or "UTC" => "+00:00",
        ['U', 'T', 'C', '+' or '-', _, _, ':', _, _] when IsOffset(zone[4..]) => zone[3..],
        ['U', 'T', 'C', '+' or '-', _, _] when IsOffset(zone[4..] + ":00") => zone[3..] + ":00",
        _ => null,
    };

    private static bool IsOffset(string hours) =>
        TimeSpan.TryParseExact(hours, @"hh\:mm", CultureInfo.InvariantCulture, out var span) && span <= TimeSpan.FromHours(14);
}
