using System.Globalization;
using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.Display;

/// <summary>Spans of time as people say them.</summary>
internal static class TimeText
{
    private static readonly (string Unit, double Seconds)[] Units =
        [("year", 31_557_600), ("month", 2_629_800), ("week", 604_800), ("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)];

    /// <summary>E.g. <c>31 seconds ago</c>; <c>now</c> for less than a second, or a clock that was set back.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now)
    {
        var passed = (now - then).TotalSeconds;
        var (unit, seconds) = Units.FirstOrDefault(u => passed >= u.Seconds);
        var count = (long)(passed / seconds);
        return unit is null ? "now" : string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")} ago");
    }

    /// <summary>As the JSON of commands has it: UTC, milliseconds.</summary>
    public static string Json(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>When a deployment was last written; null when it does not say.</summary>
    public static DateTimeOffset? Updated(JsonNode? deployment) => deployment?["manifest"]?["time"]?.GetValue<string>() is { } time
        ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    /// <summary>Whole seconds, rounded up, e.g. <c>1h2m3s</c>; at least one.</summary>
    public static string Duration(TimeSpan span)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(span.TotalSeconds));
        return string.Create(CultureInfo.InvariantCulture,
            $"{(seconds >= 3600 ? $"{seconds / 3600}h" : "")}{(seconds >= 60 ? $"{seconds / 60 % 60}m" : "")}{seconds % 60}s");
    }
}
