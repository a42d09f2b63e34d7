using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Pinpoint.Model;

namespace Pinpush.Cli.Devices;

/// <summary>Reads the two forms of Pinpoint's import files: CSV with a header of dotted names, or one JSON object per line.</summary>
/// <remarks>The first character tells which: <c>{</c> begins JSON. A value has no line breaks, so a line is a device.</remarks>
internal static class ImportFile
{
    /// <exception cref="Refusal">The file is empty, or the CSV header is broken: then no line means anything.</exception>
    public static IEnumerable<ImportLine> Read(TextReader text)
    {
        List<string>? header = null;
        var (number, isEmpty) = (0, true);
        while (text.ReadLine() is { } line)
        {
            number++;
            line = number == 1 ? line.TrimStart('\uFEFF') : line;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            isEmpty = false;
            if (header is null && line.TrimStart().StartsWith('{'))
            {
                yield return FromJson(number, line);
            }
            else if (header is null)
            {
                header = Split(line) ?? throw new Refusal($"Line {number}: the header has a quote that never ends.");
                if (header.Find(name => ImportFields.Set(new EndpointBatchItem(), name, Sample(name)) is not null) is { } unknown)
                {
                    throw new Refusal($"Line {number}: '{unknown}' is no column of an import file. Columns are such as Id, Address, ChannelType, User.UserId, Attributes.plan.");
                }
            }
            else
            {
                yield return FromCsv(number, line, header);
            }
        }

        if (isEmpty)
        {
            throw new Refusal("The file is empty: a CSV header with devices below it, or one JSON object per line, is expected.");
        }
    }

    /// <summary>A line such as <c>t1,APNS,"a, ""b""",user-1</c>; null when a quote never ends.</summary>
    internal static List<string>? Split(string line)
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

    private static ImportLine FromCsv(int number, string line, List<string> header)
    {
        if (Split(line) is not { } fields)
        {
            return new ImportLine.Bad(number, "a quote never ends");
        }

        if (fields.Count != header.Count)
        {
            return new ImportLine.Bad(number, $"{fields.Count} values where the header has {header.Count}");
        }

        return Build(number, header.Zip(fields).Where(f => f.Second.Length > 0));
    }

    private static ImportLine FromJson(int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            List<(string, string)> fields = [];
            Flatten(document.RootElement, "", fields);
            return Build(number, fields);
        }
        catch (JsonException fault)
        {
            return new ImportLine.Bad(number, string.Create(CultureInfo.InvariantCulture, $"no JSON object (position {fault.BytePositionInLine})"));
        }
    }

    /// <summary><c>{"User":{"UserId":"u"},"Attributes":{"a":["x","y"]}}</c> gives User.UserId=u, Attributes.a=x, Attributes.a=y.</summary>
    private static void Flatten(JsonElement value, string name, List<(string, string)> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Flatten(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}", fields);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Flatten(item, name, fields);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                fields.Add((name, value.ToString()));
                break;
        }
    }

    private static ImportLine Build(int number, IEnumerable<(string Name, string Value)> fields)
    {
        var item = new EndpointBatchItem();
        foreach (var (name, value) in fields)
        {
            if (ImportFields.Set(item, name, value) is { } fault)
            {
                return new ImportLine.Bad(number, fault);
            }
        }

        return ImportFields.Complete(item) is { } lack ? new ImportLine.Bad(number, lack) : new ImportLine.Device(number, item);
    }
}
