using System.Globalization;
using Pinpush.Contract;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Campaigns;

/// <summary>ExecutionMetrics of an activity: see <see cref="RunWords"/>.</summary>
internal static class RunMetrics
{
    private static readonly Reached[] Without = [Reached.Skipped, Reached.Refused, Reached.NotProcessed];

    public static IReadOnlyDictionary<string, string> Of(long inDoubt, string? note, IReadOnlyList<RunReasons> reasons)
    {
        var metrics = new Dictionary<string, string>(StringComparer.Ordinal) { [RunWords.InDoubt] = Text(inDoubt) };
        if (note is not null)
        {
            metrics[RunWords.Note] = note;
        }

        foreach (var reached in Without)
        {
            metrics[reached.ToString()] = Text(reasons.Where(r => r.Reached == reached).Sum(r => (long)r.Count));
        }

        // A reason that was kept, and pages that were written without any.
        foreach (var same in reasons.GroupBy(r => (r.Reached == Reached.NotYet ? RunWords.OfPutOffs : $"{r.Reached}.") + r.Reason))
        {
            metrics[same.Key] = Text(same.Sum(r => (long)r.Count));
        }

        return metrics;
    }

    /// <summary>Those of a run that goes on.</summary>
    public static IReadOnlyDictionary<string, string> Waiting(
        IReadOnlyDictionary<string, string> metrics, IEnumerable<(ChannelType Channel, string Trouble)> troubles, string? aside)
    {
        var all = new Dictionary<string, string>(metrics, StringComparer.Ordinal);
        foreach (var (channel, trouble) in troubles)
        {
            all[RunWords.OfWaits + channel.Word()] = trouble;
        }

        if (aside is not null)
        {
            all[RunWords.Note] = aside;
        }

        return all;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
