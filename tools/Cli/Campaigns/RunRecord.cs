using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Campaigns;

/// <summary>The last run of a campaign, as <c>campaign show --json</c> prints it.</summary>
/// <param name="Result">SUCCESS, PARTIAL_SUCCESS, FAIL, CANCELLED, PENDING; null while it runs.</param>
/// <param name="Recipients">How many endpoints it was for.</param>
/// <param name="Reached">How many of them the push services took a push for.</param>
/// <param name="NotReached">
/// How many got none, by what became of them and why, e.g. <c>Skipped.NoChannel</c>, <c>Refused.BadDeviceToken</c>. Null where the server does not tell.
/// </param>
/// <param name="PutOff">How often push services put pushes off, by why, whatever became of them; null for never.</param>
/// <param name="Waits">What the pushes of a channel wait for at this moment, by channel; null when they go on.</param>
/// <param name="InDoubt">To how many a push left at least once without an answer; null where the server does not tell.</param>
/// <param name="Note">Why nothing was sent, or why it ended early.</param>
internal sealed record RunRecord(
    string? Result, int Recipients, int Reached, IReadOnlyDictionary<string, long>? NotReached, IReadOnlyDictionary<string, long>? PutOff,
    IReadOnlyDictionary<string, string>? Waits, long? InDoubt, string? Note)
{
    public static RunRecord Of(ActivityResponse run)
    {
        var metrics = run.ExecutionMetrics ?? [];
        string[] others = [Contract.RunWords.OfPutOffs, Contract.RunWords.OfWaits];
        var reasons = metrics.Where(m => m.Key.Contains('.', StringComparison.Ordinal) && !others.Any(o => m.Key.StartsWith(o, StringComparison.Ordinal)))
            .ToDictionary(m => m.Key, m => Number(m.Value) ?? 0);
        return new(
            run.Result, run.TotalEndpointCount ?? 0, run.SuccessfulEndpointCount ?? 0, reasons.Count > 0 ? reasons : null,
            Of(metrics, Contract.RunWords.OfPutOffs, text => Number(text) ?? 0), Of(metrics, Contract.RunWords.OfWaits, text => text),
            Number(metrics.GetValueOrDefault(Contract.RunWords.InDoubt)), metrics.GetValueOrDefault(Contract.RunWords.Note));
    }

    public void Write(Spectre.Console.IAnsiConsole console)
    {
        Rows.Write(console, ["Result", "Recipients", "Reached", "In doubt"],
            [Result, Text(Recipients), Text(Reached), InDoubt is { } some ? Text(some) : null]);
        if (NotReached is { } reasons)
        {
            Rows.Write(console, ["Not reached", "Devices"], [.. reasons.Select(r => new[] { r.Key, Text(r.Value) })]);
        }

        if (PutOff is { } putOff)
        {
            Rows.Write(console, ["Put off", "Times"], [.. putOff.Select(r => new[] { r.Key, Text(r.Value) })]);
        }

        if (Waits is { } waits)
        {
            Rows.Write(console, ["Waits for the push service of", "Why"], [.. waits.Select(w => new[] { w.Key, w.Value })]);
        }

        if (Note is { } note)
        {
            Rows.Write(console, ["Note"], [note]);
        }
    }

    private static Dictionary<string, T>? Of<T>(Dictionary<string, string> metrics, string prefix, Func<string, T> read) =>
        metrics.Where(m => m.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(m => m.Key[prefix.Length..], m => read(m.Value)) is { Count: > 0 } some ? some : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
