using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>Reads a map of what a device tells of itself without the entries that are null: a device that sends them is not turned away for it.</summary>
internal sealed class GivenOnly<T> : JsonConverter<IReadOnlyDictionary<string, T>>
{
    public override IReadOnlyDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an object is expected");
        }

        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var given = new Dictionary<string, T>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!; // a property has a name
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
            {
                given.Remove(name);
            }
            else
            {
                given[name] = JsonSerializer.Deserialize(ref reader, type)!; // not null, as asked above
            }
        }

        return given;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartObject();
        foreach (var (name, entry) in value)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, entry, type);
        }

        writer.WriteEndObject();
    }
}
