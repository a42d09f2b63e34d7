using System.Text;

namespace Pinpush.Bench.Comparing;

/// <summary>The medians of two revisions side by side.</summary>
internal static class ComparisonTable
{
    public static string Head(string older, string newer) => Line("median of the rounds", older, newer, "ratio", "");

    /// <param name="older">The figures of each round.</param>
    /// <param name="newer">The same; its figures lead, those that only the older has follow.</param>
    public static string Of(string name, IReadOnlyList<IReadOnlyList<Figure>> older, IReadOnlyList<IReadOnlyList<Figure>> newer)
    {
        var text = new StringBuilder($"{name}\n");
        foreach (var (figure, unit) in newer.Concat(older).SelectMany(static r => r).Select(static f => (f.Name, f.Unit)).Distinct())
        {
            var (before, after) = (Median(older, figure), Median(newer, figure));
            text.Append(Line("  " + figure, Number(before), Number(after), Number(after / before), unit));
        }

        return text.ToString();
    }

    private static string Number(double? value) => value is { } number ? Report.Number(number) : "-";

    private static double? Median(IReadOnlyList<IReadOnlyList<Figure>> rounds, string figure)
    {
        var values = rounds.SelectMany(static r => r).Where(f => f.Name == figure).Select(static f => f.Value).Order().ToList();
        return values.Count == 0 ? null : (values[values.Count / 2] + values[(values.Count - 1) / 2]) / 2;
    }

    private static string Line(string name, string older, string newer, string ratio, string unit) =>
        $"{name,-40} {older,14} {newer,14} {ratio,8}  {unit}".TrimEnd() + "\n";
}
