using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinpush.Plugin.Values;

/// <summary>Reading and comparing JSON nodes, wherever their values came from.</summary>
public static class Json
{
    /// <summary>The text at a name; null when there is none or it is no text.</summary>
    public static string? Text(this JsonObject? node, string name) =>
        node?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>Whether the flag at a name is set; null when there is none.</summary>
    public static bool? Flag(this JsonObject? node, string name) => node?[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static JsonObject? Inner(this JsonObject? node, string name) => node?[name] as JsonObject;

    public static double Number(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture); // GetValue<double> refuses a node that was made of an int
    }

    public static bool IsUnknown(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == PropertyBag.Unknown;

    /// <summary>Whether an unknown stands here or anywhere inside.</summary>
    public static bool HasUnknown(JsonNode? node) => node switch
    {
        JsonObject o => o.Any(p => HasUnknown(p.Value)),
        JsonArray a => a.Any(HasUnknown),
        _ => IsUnknown(node),
    };

    /// <summary>Equal as canonical JSON: the order of keys and the way a number is written do not count, a null member is no member.</summary>
    public static bool Same(JsonNode? one, JsonNode? other)
    {
        switch (one, other)
        {
            case (JsonObject a, JsonObject b):
                return a.Where(p => p.Value is not null).All(p => b[p.Key] is { } there && Same(p.Value, there))
                    && a.Count(p => p.Value is not null) == b.Count(p => p.Value is not null);
            case (JsonArray a, JsonArray b):
                return a.Count == b.Count && a.Zip(b).All(p => Same(p.First, p.Second));
            case (null, null):
                return true;
            case (JsonValue a, JsonValue b):
                return a.GetValueKind() == b.GetValueKind() && (a.GetValueKind() switch
                {
                    JsonValueKind.Number => Number(a).Equals(Number(b)),
                    JsonValueKind.String => a.GetValue<string>() == b.GetValue<string>(),
                    _ => true,
                });
            default:
                return false;
        }
    }
}
