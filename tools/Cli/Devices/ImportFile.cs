using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Devices;

/// <summary>Reads the two forms of Pinpoint's import files: CSV with a header of dotted names, or one JSON object per line.</summary>
/// <remarks>The first line tells which: <c>{</c> begins JSON. One device is held at a time.</remarks>
internal static class ImportFile
{
    /// <summary>What a decoder puts in place of bytes that are no UTF-8.</summary>
    public const char Undecodable = '\uFFFD';

    /// <param name="after">Lines up to this number are passed over, the CSV header excepted.</param>
    /// <exception cref="Refusal">The file is empty, or the CSV header is broken: then no line means anything.</exception>
    public static IEnumerable<ImportLine> Read(TextReader text, int after)
    {
        var lines = new BoundedLines(text);
        Func<int, string, ImportLine>? read = null;
        while (lines.TryRead(out var line))
        {
            var words = line.Number == 1 ? line.Text?.TrimStart('\uFEFF') : line.Text;
            if (words is not null && string.IsNullOrWhiteSpace(words))
            {
                continue;
            }

            if (read is null)
            {
                if (words?.TrimStart() is ['{', ..])
                {
                    read = ImportJson.Read;
                }
                else
                {
                    read = Header(line.Number, words, lines).Read;
                    continue;
                }
            }

            if (line.Number > after)
            {
                yield return words is null ? new ImportLine.Bad(line.Number, $"is longer than {BoundedLines.Longest} characters")
                    : words.Contains(Undecodable) ? new ImportLine.Bad(line.Number, "has bytes that are no UTF-8")
                    : read(line.Number, words);
            }
        }

        if (read is null)
        {
            throw new Refusal("The file is empty: a CSV header with devices below it, or one JSON object per line, is expected.");
        }
    }

    private static ImportCsv Header(int number, string? words, BoundedLines lines) => words?.TrimStart() is null or ['[', ..] || words.Contains(Undecodable)
        ? throw new Refusal($"Line {number} is neither a CSV header nor a JSON object. JSON has one object per line, without brackets or commas around it.")
        : ImportCsv.OfHeader(number, words, lines);
}
