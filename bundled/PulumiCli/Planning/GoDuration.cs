using System.Globalization;
using System.Text.RegularExpressions;

namespace Pinpush.PulumiCli.Planning;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>1.5s</c>, <c>300000000000ns</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>Seconds; 0 for an empty text.</summary>
    /// <exception cref="FormatException">The text is no duration.</exception>
    public static double Seconds(string text)
    {
        if (text.Length == 0 || text == "0")
        {
            return 0;
        }

        if (!Whole().IsMatch(text))
        {
            throw new FormatException($"'{text}' is no duration: it has to read like 5m, 90s or 1h30m.");
        }

        return Part().Matches(text).Sum(part => double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * part.Groups[2].Value switch
        {
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            "ms" => 1e-3,
            "us" or "µs" => 1e-6,
            _ => 1e-9,
        });
    }

    [GeneratedRegex(@"^([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]*)?)(ns|us|µs|ms|s|m|h)")]
    private static partial Regex Part();
}
