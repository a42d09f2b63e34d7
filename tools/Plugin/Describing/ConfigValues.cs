using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Describing;

/// <summary>Settings of a provider as they arrive: texts throughout, with JSON inside where the setting is no text, or the native kinds.</summary>
internal static class ConfigValues
{
    /// <summary>The same settings in the kinds that the description asks for; what cannot be read that way stays a text and is a fault later.</summary>
    public static JsonObject Read(Shape.Group config, JsonObject given)
    {
        var read = new JsonObject();
        foreach (var (name, value) in given)
        {
            var shape = config.Members.FirstOrDefault(m => m.Name == name)?.Shape;
            var isJson = shape is not (null or Shape.Text) && value is JsonValue && value.GetValueKind() == JsonValueKind.String && !Json.IsUnknown(value);
            read[name] = isJson ? Parse(value!.GetValue<string>()) : value?.DeepClone(); // a string: not null
        }

        return read;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            // The JSON inside a text may have been made with marks of secrets; they are read as everything is.
            return WireValues.Bare(JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
