using System.Globalization;
using Pinpush.Contract;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Campaigns;

/// <summary>ExecutionMetrics of an activity: what the API has no member for.</summary>
/// <remarks>
/// <c>Skipped</c>, <c>Refused</c> and <c>NotProcessed</c> count recipients that got no push, and <c>Refused.BadDeviceToken</c> and its like count them by
/// reason. <c>InDoubt</c> counts everybody who was in doubt at least once, sent again or not, and <c>InDoubt.timeout</c> and its like those who ended so.
/// <c>PutOff.ServiceUnavailable</c> and its like count how often pushes were put off, whatever became of them. <c>Note</c> says why nothing was sent, the
/// run ended early, or it does not go on. Only while a run goes on there is <c>Waits.APNS</c> and its like: what keeps the pushes of that channel waiting,
/// in words.
/// </remarks>
internal static class RunMetrics
{
    private static readonly Reached[] Without = [Reached.Skipped, Reached.Refused, Reached.NotProcessed];

    public static IReadOnlyDictionary<string, string> Of(long inDoubt, string? note, IReadOnlyList<RunReasons> reasons)
    {
        var metrics = new Dictionary<string, string>(StringComparer.Ordinal) { ["InDoubt"] = Text(inDoubt) };
        if (note is not null)
        {
            metrics["Note"] = note;
        }

        foreach (var reached in Without)
        {
            metrics[reached.ToString()] = Text(reasons.Where(r => r.Reached == reached).Sum(r => (long)r.Count));
        }

        // A reason that was kept, and pages that were written without any.
        foreach (var same in reasons.GroupBy(r => $"{(r.Reached == Reached.NotYet ? "PutOff" : r.Reached)}.{r.Reason}"))
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
            all[$"Waits.{channel.Word()}"] = trouble;
        }

        if (aside is not null)
        {
            all["Note"] = aside;
        }

        return all;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
