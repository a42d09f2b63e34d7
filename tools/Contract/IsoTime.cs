using System.Globalization;
using System.Text.RegularExpressions;

namespace Pinpush.Contract;

/// <summary>
/// Times and zones on the wire: ISO 8601 with the year first, in every form that a standard library writes: <c>2026-01-02</c>, <c>2026-01-02T03:04Z</c>,
/// <c>2026-01-02 03:04:05.678901+00:00</c>, <c>2026-01-02T03:04:05,678 +0200</c>, <c>20260102T030405Z</c>. Zones such as <c>UTC+05:30</c>.
/// </summary>
public static partial class IsoTime
{
    private static readonly TimeSpan FarthestOffset = TimeSpan.FromHours(14);

    /// <summary>Reads a time; without an offset it is in UTC. What is finer than 100 ns is left off.</summary>
    /// <returns>False for everything else: <c>01/02/2026</c> is two different days, and a bare <c>10:30</c> would mean today.</returns>
    public static bool TryParse(string? text, out DateTimeOffset time) => TryParse(text, TimeSpan.Zero, out time);

    /// <summary>Reads a time that without an offset is in a zone.</summary>
    /// <param name="zone">
    /// <c>UTC</c>, <c>UTC+05:30</c>, <c>utc-02</c> or <c>UTC+9</c>, at most 14 hours away; null is UTC. A wrong one is a fault beside every time.
    /// </param>
    public static bool TryParse(string? text, string? zone, out DateTimeOffset time)
    {
        time = default;
        return Offset(Zone().Match(zone ?? "UTC")) is { } offset && TryParse(text, offset, out time);
    }

    /// <summary>Whether the text is such a zone; null is UTC.</summary>
    public static bool IsZone(string? zone) => Offset(Zone().Match(zone ?? "UTC")) is not null;

    /// <summary>Whether the text is a time with its offset from UTC: <c>Z</c> or <c>+02:00</c>.</summary>
    public static bool HasOffset(string? text) => Time().Match(text ?? "").Groups["zone"].Success;

    private static bool TryParse(string? text, TimeSpan elsewhere, out DateTimeOffset time)
    {
        time = default;
        var parts = text is null ? Match.Empty : Time().Match(text);
        if (!parts.Success || (parts.Groups["zone"].Success ? Offset(parts) : elsewhere) is not { } offset)
        {
            return false;
        }

        var (year, month, day) = (Number(parts, "year"), Number(parts, "month"), Number(parts, "day"));
        var (hour, minute, second) = (Number(parts, "hour"), Number(parts, "minute"), Number(parts, "second"));
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).Ticks
            + int.Parse(parts.Groups["fraction"].Value.PadRight(7, '0').AsSpan(0, 7), CultureInfo.InvariantCulture);
        if (ticks - offset.Ticks < 0 || ticks - offset.Ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new DateTimeOffset(ticks, offset);
        return true;
    }

    // Null for a zone that is none, or too far away.
    private static TimeSpan? Offset(Match zone)
    {
        var (hours, minutes) = (Number(zone, "hours"), Number(zone, "minutes"));
        var offset = new TimeSpan(hours, minutes, 0);
        return !zone.Success || minutes > 59 || offset > FarthestOffset ? null : zone.Groups["sign"].Value == "-" ? -offset : offset;
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(
        """
        ^(?:(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})|(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})(?=[Tt]))
        (?:[Tt\ ](?<hour>[0-9]{2}):?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?
        (?:\ ?(?<zone>[Zz]|(?<sign>[+-])(?<hours>[0-9]{2})(?::?(?<minutes>[0-9]{2}))?))?)?\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Time();

    [GeneratedRegex("""^[Uu][Tt][Cc](?:(?<sign>[+-])(?<hours>[0-9]{1,2})(?::(?<minutes>[0-9]{2}))?)?\z""")]
    private static partial Regex Zone();
}
