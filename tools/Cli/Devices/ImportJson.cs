using System.Globalization;
using System.Text.Json;

namespace Pinpush.Cli.Devices;

/// <summary>Reads a line such as <c>{"ChannelType":"GCM","Address":"t","User":{"UserId":"u"},"Attributes":{"a":["x","y"]}}</c>.</summary>
internal static class ImportJson
{
    /// <summary>The members that are objects; <c>""</c> is the line itself.</summary>
    private static readonly string[] Objects = ["", "User", "User.UserAttributes", "Attributes", "Metrics", "Demographic", "Location"];

    public static ImportLine Read(int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            List<(string Name, string Value)> fields = [];
            var fault = document.RootElement.ValueKind == JsonValueKind.Object ? Flatten(document.RootElement, "", fields) : "is no JSON object";
            fault ??= ImportFields.Twice(fields.Select(f => f.Name)) is { } twice ? $"{twice} is there twice" : null;
            return fault is null ? ImportFields.Build(number, fields) : new ImportLine.Bad(number, fault);
        }
        catch (JsonException fault)
        {
            return new ImportLine.Bad(number, string.Create(CultureInfo.InvariantCulture, $"is no JSON object (byte {fault.BytePositionInLine})"));
        }
        catch (InvalidOperationException)
        {
            return new ImportLine.Bad(number, "has half of a surrogate pair, which no text can have"); // "\ud800"
        }
    }

    /// <summary>To the names that a CSV header has: User.UserId=u, Attributes.a=x, Attributes.a=y. Answers what is wrong, or null.</summary>
    private static string? Flatten(JsonElement value, string name, List<(string, string)> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when Objects.Contains(name):
                return value.EnumerateObject()
                    .Select(m => Flatten(m.Value, name.Length == 0 ? m.Name : $"{name}.{m.Name}", fields)).FirstOrDefault(f => f is not null);
            case JsonValueKind.Array when value.EnumerateArray().All(i => i.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)):
                return value.EnumerateArray().Select(i => Flatten(i, name, fields)).FirstOrDefault(f => f is not null);
            case JsonValueKind.Object or JsonValueKind.Array:
                return $"{ImportFields.Shown(name)} cannot hold an object";
            case JsonValueKind.Null:
                return null;
            default:
                fields.Add((name, value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText()));
                return null;
        }
    }
}
