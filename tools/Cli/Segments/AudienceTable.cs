using System.Globalization;
using Spectre.Console;

namespace Pinpush.Cli.Segments;

/// <summary>How many devices a segment or campaign reaches, for people.</summary>
internal static class AudienceTable
{
    public static void Write(this Contract.AudienceSize audience, IAnsiConsole console) => Output.Rows.Write(
        console, ["Devices", "Would get a push"],
        [[audience.Total.ToString(CultureInfo.InvariantCulture), audience.Reachable.ToString(CultureInfo.InvariantCulture)]]);
}
