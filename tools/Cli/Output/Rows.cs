using Spectre.Console;

namespace Pinpush.Cli.Output;

/// <summary>A plain table: no lines, so that what is shown can be copied and cut.</summary>
internal static class Rows
{
    /// <param name="headers">The columns; every row has as many cells.</param>
    public static void Write(IAnsiConsole console, string[] headers, params IReadOnlyList<string?[]> rows)
    {
        var table = new Table().NoBorder();
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(header)}[/]").NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => Markup.Escape(cell ?? "-"))]);
        }

        console.Write(table);
    }
}
