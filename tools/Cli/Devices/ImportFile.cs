using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Devices;

/// <summary>Reads the two forms of Pinpoint's import files: CSV with a header of dotted names, or one JSON object per line.</summary>
/// <remarks>The first line tells which: <c>{</c> begins JSON. A value has no line breaks, so a line is a device. One line is held at a time.</remarks>
internal static class ImportFile
{
    /// <summary>What a decoder puts in place of bytes that are no UTF-8.</summary>
    private const char Undecodable = '\uFFFD';

    /// <param name="after">Lines up to this number are passed over, the CSV header excepted.</param>
    /// <exception cref="Refusal">The file is empty, or the CSV header is broken: then no line means anything.</exception>
    public static IEnumerable<ImportLine> Read(TextReader text, int after)
    {
        var lines = new BoundedLines(text);
        ImportCsv? csv = null;
        var (number, isEmpty, isJson) = (0, true, false);
        while (lines.TryRead(out var line))
        {
            number++;
            line = number == 1 ? line?.TrimStart('\uFEFF') : line;
            if (line is not null && string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (isEmpty)
            {
                (isEmpty, isJson) = (false, line?.TrimStart() is ['{', ..]);
                if (!isJson)
                {
                    csv = line?.TrimStart() is not (null or ['[', ..]) && !line.Contains(Undecodable)
                        ? ImportCsv.OfHeader(number, line)
                        : throw new Refusal($"Line {number} is neither a CSV header nor a JSON object. JSON has one object per line, without brackets or commas around it.");
                    continue;
                }
            }

            if (number <= after)
            {
                continue;
            }

            var read = line is null ? new ImportLine.Bad(number, $"is longer than {BoundedLines.Longest} characters")
                : line.Contains(Undecodable) ? new ImportLine.Bad(number, "has bytes that are no UTF-8")
                : csv?.Read(number, line) ?? ImportJson.Read(number, line);
            yield return read is ImportLine.Device device && line is not null ? device with { Length = line.Length } : read;
        }

        if (isEmpty)
        {
            throw new Refusal("The file is empty: a CSV header with devices below it, or one JSON object per line, is expected.");
        }
    }
}
