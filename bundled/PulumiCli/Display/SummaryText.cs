using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Display;

/// <summary>The lines at the end of every view: outputs, counts, duration.</summary>
internal static class SummaryText
{
    private static readonly StepKind[] Uncounted =
        [StepKind.Same, StepKind.Read, StepKind.ReadDiscard, StepKind.ReadReplacement, StepKind.CreateReplacement, StepKind.DeleteReplaced,
            StepKind.DiscardReplaced, StepKind.Refresh, StepKind.RemovePendingReplace];

    public static string Heading(RunKind kind, string stack, bool preview) => (kind, preview) switch
    {
        (RunKind.Update, true) => $"Previewing update ({stack}):",
        (RunKind.Update, false) => $"Updating ({stack}):",
        (RunKind.Refresh, true) => $"Previewing refresh ({stack}):",
        (RunKind.Refresh, false) => $"Refreshing ({stack}):",
        (_, true) => $"Previewing destroy ({stack}):",
        _ => $"Destroying ({stack}):",
    };

    /// <summary>The stack's outputs with what changed in them; empty when there are none.</summary>
    public static IEnumerable<string> Outputs(RunResult result, string heading, int indent)
    {
        var all = result.Outputs.Keys.Union(result.OldOutputs.Keys).Order(StringComparer.Ordinal).ToList();
        if (all.Count == 0)
        {
            return [];
        }

        var width = all.Max(k => k.Length);
        return all.SelectMany(key => (result.OldOutputs.GetValueOrDefault(key), result.Outputs.GetValueOrDefault(key)) switch
        {
            (null, { } added) => ObjectText.Named(key.PadRight(width), added, indent, "+ "),
            ({ } removed, null) => ObjectText.Named(key.PadRight(width), removed, indent, "- "),
            ({ } old, { } value) when !PropertyEquality.Same(old, value) =>
                DiffText.Lines(PropertyMaps.Empty.Add(key.PadRight(width), old), PropertyMaps.Empty.Add(key.PadRight(width), value), indent),
            (_, { } same) => ObjectText.Named(key.PadRight(width), same, indent, "  "),
            _ => [],
        }).Prepend(heading);
    }

    public static IEnumerable<string> Resources(RunResult result, bool preview)
    {
        yield return "Resources:";
        var counted = Enum.GetValues<StepKind>().Where(k => !Uncounted.Contains(k)).Select(k => (Kind: k, Count: result.Counts.GetValueOrDefault(k)))
            .Where(c => c.Count > 0).ToList();
        foreach (var (kind, count) in counted)
        {
            var words = StepWords.Of(kind);
            yield return $"    {words.Mark}{count} {(preview ? $"to {words.Planned}" : words.Done)}";
        }

        var unchanged = result.Counts.GetValueOrDefault(StepKind.Same);
        var changes = counted.Count >= 2 ? $"{counted.Sum(c => c.Count)} changes" : "";
        var rest = unchanged > 0 ? $"{unchanged} unchanged" : "";
        if (changes.Length + rest.Length > 0)
        {
            yield return $"    {changes}{(changes.Length > 0 && rest.Length > 0 ? ". " : "")}{rest}";
        }

        if (result.Errors > 0)
        {
            yield return $"    {result.Errors} errored";
        }

        if (result.MaybeCorrupt)
        {
            yield return "    a provider could not tell whether a failed operation had an effect: run refresh before the next update";
        }
    }

    public static string Duration(RunResult result) => $"Duration: {TimeText.Duration(result.Duration)}";
}
