using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pinpush.PulumiCli.Display;

/// <summary>Lays rows out in columns, each row on one line of the terminal, whatever its width.</summary>
internal static class ProgressLines
{
    private const int MarkWidth = 2, LeastInfo = 12;

    private static readonly int[] Least = [16, 12, 6]; // of type, name and status, in the order in which they give way

    public static IEnumerable<Paragraph> Of(IReadOnlyList<(ProgressRow Row, int Depth)> rows, string statusHeading, int width)
    {
        var cells = rows.Select(r => (Tree: r.Depth == 0 ? "" : new string(' ', 3 * (r.Depth - 1)) + "└─ ", r.Row)).ToList();
        int[] widths = [Widest(cells.Select(c => c.Tree + c.Row.Type), "Type"), Widest(cells.Select(c => c.Row.Name), "Name"),
            Widest(cells.Select(c => c.Row.Status), statusHeading)];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] -= Math.Clamp(Taken() - width, 0, Math.Max(0, widths[i] - Least[i]));
        }

        var (type, name, status, info) = (widths[0], widths[1], widths[2], width - Taken() - 1);
        return cells.Select(c => Line(c.Row.Mark, c.Tree + End(c.Row.Type, type - Cells(c.Tree)), c.Row.Name, c.Row.Status, c.Row.Info, ColorOf(c.Row)))
            .Prepend(Line("", "Type", "Name", statusHeading, "Info", Style.Plain));

        int Taken() => MarkWidth + widths.Length + widths.Sum(); // a space before each

        Paragraph Line(string mark, string typeText, string nameText, string statusText, string infoText, Style style) => new Paragraph()
            .Append($"{Fit(mark, MarkWidth)} {Fit(typeText, type)} {Fit(nameText, name)} ")
            .Append(Fit(statusText, status), style)
            .Append(info < LeastInfo ? "" : " " + Start(infoText, info));
    }

    private static Style ColorOf(ProgressRow row) => row.HasFailed ? new Style(Color.Red) : row.IsRunning ? new Style(Color.Yellow) : new Style(Color.Green);

    private static int Widest(IEnumerable<string> texts, string heading) => texts.Append(heading).Max(Cells);

    private static int Cells(string text) => new Segment(text).CellCount();

    private static string Fit(string text, int width) => Start(text, width) is var cut ? cut + new string(' ', Math.Max(0, width - Cells(cut))) : "";

    // The end of a type tells more than its beginning.
    private static string End(string text, int width) => Cut(text, width, static (t, n) => "…" + t[n..]);

    private static string Start(string text, int width) => Cut(text, width, static (t, n) => t[..^n] + "…");

    private static string Cut(string text, int width, Func<string, int, string> without)
    {
        var cut = text;
        for (var n = 1; Cells(cut) > width && n <= text.Length; n++)
        {
            cut = without(text, n);
        }

        return Cells(cut) > width ? "" : cut;
    }
}
