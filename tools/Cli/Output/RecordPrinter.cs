using System.CommandLine;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Pinpush.Cli.Output;

/// <summary>How records of one kind are printed: as <c>--json</c> or as a table, one or many.</summary>
internal sealed record RecordPrinter<T>
{
    /// <summary>Knows a record and a list of them.</summary>
    public required JsonSerializerContext Json { get; init; }

    public required string[] Headers { get; init; }

    /// <summary>As many cells as there are headers.</summary>
    public required Func<T, string?[]> Row { get; init; }

    /// <summary>What a single record shows below its row; null for nothing more.</summary>
    public Action<IAnsiConsole, T>? Details { get; init; }

    public void Print(Terminal terminal, ParseResult parsed, T record)
    {
        if (parsed.WantsJson())
        {
            terminal.Json(record, Json);
            return;
        }

        Rows.Write(terminal.Out, Headers, Row(record));
        Details?.Invoke(terminal.Out, record);
    }

    public void Print(Terminal terminal, ParseResult parsed, IReadOnlyList<T> records)
    {
        if (parsed.WantsJson())
        {
            terminal.Json(records, Json);
            return;
        }

        Rows.Write(terminal.Out, Headers, [.. records.Select(Row)]);
    }
}
