using System.Text;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Devices;

/// <summary>Reads the lines below a CSV header such as <c>ChannelType,Address,User.UserId,Attributes.plan</c>.</summary>
internal sealed class ImportCsv
{
    private readonly List<string> header;

    private ImportCsv(List<string> header) => this.header = header;

    /// <exception cref="Refusal">A column is none that can be imported, or a single value has two.</exception>
    public static ImportCsv OfHeader(int number, string line)
    {
        var header = Split(line) ?? throw new Refusal($"Line {number}: the header has a quote that never ends.");
        if (header.Find(name => ImportFields.Set(new EndpointBatchItem(), name, Sample(name)) is not null) is { } unknown)
        {
            throw new Refusal($"Line {number}: {ImportFields.Shown(unknown)} is no column of an import file. Columns are such as Id, Address, ChannelType, User.UserId, Attributes.plan.");
        }

        return ImportFields.Twice(header) is { } twice ? throw new Refusal($"Line {number}: the column {twice} is there twice.") : new ImportCsv(header);
    }

    public ImportLine Read(int number, string line) =>
        Split(line) is not { } fields ? new ImportLine.Bad(number, "a quote never ends")
        : fields.Count != header.Count ? new ImportLine.Bad(number, $"{fields.Count} values where the header has {header.Count}")
        : ImportFields.Build(number, header.Zip(fields).Where(f => f.Second.Length > 0));

    /// <summary>A line such as <c>t1,APNS,"a, ""b""",user-1</c>; null when a quote never ends.</summary>
    private static List<string>? Split(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"' && (quoted || field.Length == 0))
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return quoted ? null : fields;
    }

    private static string Sample(string column) => column switch { "ChannelType" => "GCM", "OptOut" => "NONE", _ => "0" };
}
