using System.Globalization;
using Spectre.Console;

namespace Pinpush.Cli.Connecting;

/// <summary>How many endpoints a segment holds now.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Reachable">Those that would get a push: active, not opted out.</param>
internal sealed record AudienceSize(long Total, long Reachable)
{
    public void Write(IAnsiConsole console) => Output.Rows.Write(
        console, ["Devices", "Would get a push"], [[Total.ToString(CultureInfo.InvariantCulture), Reachable.ToString(CultureInfo.InvariantCulture)]]);

    /// <summary>Null where the server is not ours: only a pinpush server tells.</summary>
    public static async Task<AudienceSize?> ReadAsync(PinpointSession session, string app, string segment, CancellationToken cancellationToken) =>
        await session.Client.AudienceAsync(app, segment, cancellationToken) is { } counts ? new(counts.Total, counts.Reachable) : null;
}
