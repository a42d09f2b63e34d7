using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.Values;

/// <summary>Property values as JSON: in the state, and as they are shown.</summary>
internal static class PropertyJson
{
    /// <summary>What stands for a secret wherever people read.</summary>
    public const string Blinded = "[secret]";

    /// <param name="secret">Turns a secret into its JSON form; its argument is the plain JSON text, secrets inside it bare.</param>
    public static JsonObject Write(PropertyMap map, Func<string, JsonNode> secret)
    {
        var node = new JsonObject();
        foreach (var (key, value) in map)
        {
            node[key] = Write(value, secret);
        }

        return node;
    }

    /// <inheritdoc cref="Write(PropertyMap, Func{string, JsonNode})"/>
    public static JsonNode? Write(PropertyValue value, Func<string, JsonNode> secret) => value switch
    {
        PropertyValue.Null => null,
        PropertyValue.Bool flag => JsonValue.Create(flag.Value),
        PropertyValue.Number number when double.IsFinite(number.Value) => JsonValue.Create(number.Value),
        PropertyValue.Number number => new JsonObject
        {
            [Signatures.Key] = Signatures.SpecialNumber,
            ["value"] = BitConverter.DoubleToUInt64Bits(number.Value).ToString("x16", CultureInfo.InvariantCulture),
        },
        PropertyValue.Text text => JsonValue.Create(text.Value),
        PropertyValue.Unknown => JsonValue.Create(Signatures.Unknown),
        PropertyValue.List list => new JsonArray([.. list.Items.Select(i => Write(i, secret))]),
        PropertyValue.Map map => Write(map.Members, secret),
        PropertyValue.Secret hidden => secret(ToText(Write(hidden.WithoutSecrets(), secret))),
        PropertyValue.Marked marked => Marked(marked, secret),
        _ => throw new InvalidOperationException($"A {value} has no JSON form."),
    };

    /// <summary>As it is shown: each secret as <see cref="Blinded"/>, unless the user asked to see it.</summary>
    public static JsonNode? Show(PropertyValue value, bool secretsToo) =>
        Write(value, plain => secretsToo ? JsonNode.Parse(plain)! : JsonValue.Create(Blinded)); // a secret null is never asked for: it is shown as null text

    public static PropertyMap Read(JsonObject node, Func<JsonObject, PropertyValue> secret) =>
        node.Select(m => KeyValuePair.Create(m.Key, Read(m.Value, secret))).ToMap();

    /// <param name="secret">Reads the object of a secret: its members are <c>ciphertext</c> or <c>plaintext</c>.</param>
    public static PropertyValue Read(JsonNode? node, Func<JsonObject, PropertyValue> secret) => node switch
    {
        null => PropertyValue.None,
        JsonArray list => new PropertyValue.List([.. list.Select(i => Read(i, secret))]),
        JsonObject map => Object(map, secret),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => new PropertyValue.Bool(true),
            JsonValueKind.False => new PropertyValue.Bool(false),
            JsonValueKind.Number => new PropertyValue.Number(node.GetValue<double>()),
            JsonValueKind.String when Signatures.Unknowns.Contains(node.GetValue<string>()) => PropertyValue.NotKnown,
            _ => new PropertyValue.Text(node.GetValue<string>()),
        },
    };

    /// <summary>Compact JSON text; only what JSON itself demands is escaped.</summary>
    public static string ToText(JsonNode? node) => ToText(node, indent: 0);

    /// <param name="indent">Blanks a level; 0 for compact text.</param>
    public static string ToText(JsonNode? node, int indent)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indent > 0, IndentSize = indent, NewLine = "\n" }))
        {
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer);
            }
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static JsonObject Marked(PropertyValue.Marked marked, Func<string, JsonNode> secret)
    {
        var node = new JsonObject { [Signatures.Key] = marked.Signature };
        foreach (var (key, value) in marked.Fields)
        {
            node[key] = Write(value, secret);
        }

        return node;
    }

    private static PropertyValue Object(JsonObject map, Func<JsonObject, PropertyValue> secret)
    {
        if (map[Signatures.Key] is not JsonValue signature)
        {
            return new PropertyValue.Map(Read(map, secret));
        }

        return signature.GetValue<string>() switch
        {
            Signatures.Secret => secret(map),
            Signatures.SpecialNumber => new PropertyValue.Number(BitConverter.UInt64BitsToDouble(
                ulong.Parse(map["value"]?.GetValue<string>() ?? "", NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
            var other => new PropertyValue.Marked(other, map.Where(m => m.Key != Signatures.Key)
                .Select(m => KeyValuePair.Create(m.Key, Read(m.Value, secret))).ToMap()),
        };
    }
}
