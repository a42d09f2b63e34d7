using System.Text;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Outcomes;
using Sylvan.Data.Csv;

namespace Pinpush.Cli.Devices;

/// <summary>Reads the devices below a CSV header such as <c>ChannelType,Address,User.UserId,Attributes.plan</c>.</summary>
/// <remarks>
/// A value in quotes may go over lines. A quote that never ends, or ends where no device does, costs its own line and not the lines after it:
/// those are read again, each for itself. A line is looked at for the end of one quote before it, however many are open: reading costs what the file is long.
/// </remarks>
internal sealed class ImportCsv
{
    /// <summary>Lines that one device may take, more than the 100 characters of an attribute's value ever need.</summary>
    private const int MostLines = 1000;

    private const string Example = "ChannelType,Address,User.UserId,Attributes.plan";

    private const string OpenQuote = "a quote never ends";

    private static readonly CsvDataReaderOptions Form = new() { HasHeaders = false, Delimiter = ',' };

    private readonly BoundedLines lines;
    private readonly char[] buffer = new char[BoundedLines.Longest + 1];
    private readonly string[] header;
    private int looked; // up to this line the end of a quote was looked for in vain, and there was none for the lines between either

    private ImportCsv(int number, string line, BoundedLines lines)
    {
        this.lines = lines;
        header = TrySplit(line, out var fault) ?? throw new Refusal($"Line {number}: {fault}.");
    }

    /// <exception cref="Refusal">A column is none that can be imported, one that each device needs is missing, or a single value has two.</exception>
    public static ImportCsv OfHeader(int number, string line, BoundedLines lines)
    {
        var csv = new ImportCsv(number, line, lines);
        if (csv.header.FirstOrDefault(name => ImportFields.Set(new EndpointBatchItem(), name, Sample(name)) is not null) is { } unknown)
        {
            throw new Refusal(
                $"Line {number}: {ImportFields.Shown(unknown)} is no column of an import file. "
                + "Columns are such as Id, Address, ChannelType, User.UserId, Attributes.plan.");
        }

        if (new[] { "ChannelType", "Address" }.FirstOrDefault(needed => !csv.header.Contains(needed)) is { } missing)
        {
            throw new Refusal($"Line {number} is no header of a file of devices: it has no column {missing}. One such is {Example}");
        }

        return ImportFields.Twice(csv.header) is { } twice ? throw new Refusal($"Line {number}: the column {twice} is there twice.") : csv;
    }

    public ImportLine Read(int number, string line)
    {
        var values = TrySplit(line, out var fault);
        List<TextLine> further = [];
        if (fault == OpenQuote && number >= looked)
        {
            values = TakeUntilClosed(line, further) is { } record ? TrySplit(record, out _) : null;
        }

        if (values?.Length == header.Length)
        {
            return ImportFields.Build(number, header.Zip(values).Where(f => f.Second.Length > 0)) with { Last = number + further.Count };
        }

        looked = Math.Max(looked, number + further.Count);
        lines.Return(further);
        return new ImportLine.Bad(number, fault ?? $"{values!.Length} values where the header has {header.Length}"); // without a fault there are values
    }

    /// <summary>Takes lines up to the one that ends the open quote.</summary>
    /// <returns>All of them in one; null when the device would get too long, or the file ends.</returns>
    private string? TakeUntilClosed(string line, List<TextLine> further)
    {
        var record = new StringBuilder(line);
        while (further.Count < MostLines && lines.TryRead(out var next))
        {
            further.Add(next);
            if (next.Text is null || next.Text.Contains(ImportFile.Undecodable) || record.Length + next.Text.Length >= BoundedLines.Longest)
            {
                return null;
            }

            record.Append('\n').Append(next.Text);
            if (!StaysOpen(next.Text))
            {
                return record.ToString();
            }
        }

        return null;
    }

    /// <summary>Whether a quote is open at the end of a line that begins within one.</summary>
    private static bool StaysOpen(ReadOnlySpan<char> rest)
    {
        while (rest.IndexOf('"') is >= 0 and var quote)
        {
            rest = rest[(quote + 1)..];
            if (rest is ['"', ..]) // two of them stand for one
            {
                rest = rest[1..];
                continue;
            }

            // Closed: a further value may open another. What else follows is at fault, which the reader of the whole tells.
            var opens = rest is [',', ..] ? rest.IndexOf(",\"") : -1;
            if (opens < 0)
            {
                return false;
            }

            rest = rest[(opens + 2)..];
        }

        return true;
    }

    /// <returns>Null when there is a fault.</returns>
    private string[]? TrySplit(string record, out string? fault)
    {
        try
        {
            using var csv = CsvDataReader.Create(new StringReader(record), buffer, Form);
            csv.Read();
            string[] values = [.. Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString)];
            fault = csv.Read() ? "a carriage return needs quotes around its value" : null;
            return fault is null ? values : null;
        }
        catch (CsvInvalidCharacterException broken)
        {
            fault = broken.InvalidCharacter == '"' ? OpenQuote : "a quote ends in the middle of a value";
            return null;
        }
    }

    private static string Sample(string column) => column switch { "ChannelType" => "GCM", "OptOut" => "NONE", "EndpointStatus" => "ACTIVE", _ => "0" };
}
