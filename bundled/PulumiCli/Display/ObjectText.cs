using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Display;

/// <summary>Values as people read them: one line for a scalar, several for a map or list. Secrets appear as <c>[secret]</c>.</summary>
/// <remarks>Source: Pulumi, <c>pkg/backend/display/object_diff.go</c>, for the form.</remarks>
internal static class ObjectText
{
    /// <summary>The members, sorted, their names padded to one width.</summary>
    /// <param name="indent">Blanks before each name; the mark takes the last two of them.</param>
    /// <param name="mark">Two columns.</param>
    public static IEnumerable<string> Members(PropertyMap map, int indent, string mark)
    {
        var shown = map.Where(m => !m.Key.StartsWith("__", StringComparison.Ordinal)).ToList();
        var width = shown.Count == 0 ? 0 : shown.Max(m => m.Key.Length);
        return shown.SelectMany(m => Named(m.Key.PadRight(width), m.Value, indent, mark));
    }

    /// <summary><c>name: value</c></summary>
    public static IEnumerable<string> Named(string label, PropertyValue value, int indent, string mark)
    {
        var head = Head(indent, mark) + label + ": ";
        return Structure(value) switch
        {
            (var prefix, PropertyValue.Map { Members.IsEmpty: true }) => [head + prefix + "{}"],
            (var prefix, PropertyValue.Map map) => [head + prefix + "{", .. Members(map.Members, indent + 4, mark), Head(indent, "  ") + "}"],
            (var prefix, PropertyValue.List { Items.IsEmpty: true }) => [head + prefix + "[]"],
            (var prefix, PropertyValue.List list) =>
                [head + prefix + "[", .. list.Items.SelectMany((item, i) => Named($"[{i}]", item, indent + 4, mark)), Head(indent, "  ") + "]"],
            _ => [head + Inline(value)],
        };
    }

    /// <summary>A value in one line.</summary>
    public static string Inline(PropertyValue value) => value switch
    {
        PropertyValue.Secret => PropertyJson.Blinded,
        PropertyValue.Unknown => "[unknown]",
        PropertyValue.Null => "<null>",
        PropertyValue.Bool flag => flag.Value ? "true" : "false",
        PropertyValue.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        PropertyValue.Text text => Quoted(text.Value),
        PropertyValue.Marked { Signature: Signatures.Asset } asset => $"asset({Source(asset)})",
        PropertyValue.Marked { Signature: Signatures.Archive } archive => $"archive({Source(archive)})",
        PropertyValue.Marked { Signature: Signatures.ResourceReference } reference =>
            Quoted(reference.Fields.TextOf("id") is { Length: > 0 } id ? id : reference.Fields.TextOf("urn") ?? ""),
        PropertyValue.Map or PropertyValue.List => PropertyJson.ToText(PropertyJson.Show(value, secretsToo: false)),
        _ => "[value]",
    };

    /// <summary>What has an inside: a map, a list, or a text that is JSON, for which the prefix says so.</summary>
    public static (string Prefix, PropertyValue? Inside) Structure(PropertyValue? value) => value switch
    {
        PropertyValue.Map or PropertyValue.List => ("", value),
        PropertyValue.Text text when Json(text.Value) is { } inside => ("(json) ", inside),
        _ => ("", null),
    };

    public static string Head(int indent, string mark) => new string(' ', indent - 2) + mark;

    private static PropertyValue? Json(string text)
    {
        if (text.Length < 2 || text[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            return PropertyJson.Read(JsonNode.Parse(text), _ => PropertyValue.None.AsSecret());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Source(PropertyValue.Marked marked) =>
        (marked.Fields.TextOf("path") is { } path ? $"file:{path}" : marked.Fields.TextOf("uri") is { } uri ? $"uri:{uri}" : "text")
        + (marked.Fields.TextOf("hash") is { Length: > 7 } hash ? $":{hash[..7]}" : "");

    private static string Quoted(string text) => PropertyJson.ToText(JsonValue.Create(text));
}
