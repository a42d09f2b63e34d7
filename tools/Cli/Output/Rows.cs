using Spectre.Console;

namespace Pinpush.Cli.Output;

/// <summary>A plain table, one line a row, whatever the terminal's width: what is shown can be copied and cut.</summary>
internal static class Rows
{
    private const string Gap = "  ";

    /// <param name="headers">The columns; every row has as many cells. Null shows as a dash.</param>
    public static void Write(IAnsiConsole console, string[] headers, params IReadOnlyList<string?[]> rows)
    {
        rows = [.. rows.Select(row => Array.ConvertAll(row, cell => cell is null ? null : Contract.ShownText.Of(cell)))];
        var widths = headers.Select((header, i) => rows.Select(row => (row[i] ?? "-").Length).Append(header.Length).Max()).ToArray();
        string Line(IEnumerable<string?> cells) => string.Join(Gap, cells.Select((cell, i) => (cell ?? "-").PadRight(widths[i]))).TrimEnd();

        console.MarkupLineInterpolated($"[bold]{Line(headers)}[/]");
        foreach (var row in rows)
        {
            console.Profile.Out.Writer.WriteLine(Line(row)); // past the console, which would break the line at the terminal's width
        }
    }
}
