using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Campaigns;

/// <summary>Whether a command makes a campaign send at once, and to how many: what is asked before.</summary>
internal static class NowSending
{
    /// <summary>Whether a start is at once, or has come.</summary>
    public static bool IsDue(Schedule? schedule, DateTimeOffset now) => schedule?.StartTime == Contract.Schedule.Immediate
        || (Contract.IsoTime.TryParse(schedule?.StartTime, schedule?.Timezone, out var start) && start <= now);

    /// <param name="version">Of the segment; null for the current one.</param>
    /// <param name="isUnderWay">Some of it has been sent before.</param>
    public static async Task<string> WordsAsync(
        PinpointSession session, string app, string segment, int? version, bool isUnderWay, CancellationToken cancellationToken)
    {
        var size = await session.Client.AudienceAsync(new(app, segment, version), cancellationToken);
        var devices = size is null ? "the devices of its segment" : Contract.AudienceSize.Devices(size.Reachable);
        return isUnderWay ? $"This goes on sending now, to who of {devices} has no push yet." : $"This sends to {devices} now.";
    }
}
