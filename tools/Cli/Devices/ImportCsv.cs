using System.Text;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Outcomes;
using Sylvan.Data.Csv;

namespace Pinpush.Cli.Devices;

/// <summary>Reads the devices below a CSV header such as <c>ChannelType,Address,User.UserId,Attributes.plan</c>.</summary>
/// <remarks>
/// A value in quotes may go over lines. A quote that never ends, or ends where no device does, costs its own line and not the lines after it:
/// those are read again, each for itself.
/// </remarks>
internal sealed class ImportCsv
{
    /// <summary>Lines that one device may take, more than the 100 characters of an attribute's value ever need.</summary>
    private const int MostLines = 1000;

    private const string OpenQuote = "a quote never ends";

    private static readonly CsvDataReaderOptions Form = new() { HasHeaders = false, Delimiter = ',' };

    private readonly BoundedLines lines;
    private readonly char[] buffer = new char[BoundedLines.Longest + 1];
    private readonly string[] header;

    private ImportCsv(int number, string line, BoundedLines lines)
    {
        this.lines = lines;
        header = TrySplit(line, out var fault) ?? throw new Refusal($"Line {number}: {fault}.");
    }

    /// <exception cref="Refusal">A column is none that can be imported, or a single value has two.</exception>
    public static ImportCsv OfHeader(int number, string line, BoundedLines lines)
    {
        var csv = new ImportCsv(number, line, lines);
        if (csv.header.FirstOrDefault(name => ImportFields.Set(new EndpointBatchItem(), name, Sample(name)) is not null) is { } unknown)
        {
            throw new Refusal(
                $"Line {number}: {ImportFields.Shown(unknown)} is no column of an import file. "
                + "Columns are such as Id, Address, ChannelType, User.UserId, Attributes.plan.");
        }

        return ImportFields.Twice(csv.header) is { } twice ? throw new Refusal($"Line {number}: the column {twice} is there twice.") : csv;
    }

    public ImportLine Read(int number, string line)
    {
        var values = TrySplit(line, out var fault);
        var record = new StringBuilder(line);
        List<TextLine> further = [];
        for (var open = fault; values is null && open == OpenQuote && TakeUpToQuote(record, further);)
        {
            values = TrySplit(record.ToString(), out open);
        }

        if (values?.Length == header.Length)
        {
            return ImportFields.Build(number, header.Zip(values).Where(f => f.Second.Length > 0)) with { Last = number + further.Count };
        }

        lines.Return(further);
        return new ImportLine.Bad(number, fault ?? $"{values!.Length} values where the header has {header.Length}"); // without a fault there are values
    }

    /// <summary>Appends the lines up to one with a quote, which may be the end of the open one.</summary>
    /// <returns>False when the device would get too long, or the file ends.</returns>
    private bool TakeUpToQuote(StringBuilder record, List<TextLine> further)
    {
        while (further.Count < MostLines && lines.TryRead(out var next))
        {
            further.Add(next);
            if (next.Text is null || next.Text.Contains(ImportFile.Undecodable) || record.Length + next.Text.Length >= BoundedLines.Longest)
            {
                return false;
            }

            record.Append('\n').Append(next.Text);
            if (next.Text.Contains('"'))
            {
                return true;
            }
        }

        return false;
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
