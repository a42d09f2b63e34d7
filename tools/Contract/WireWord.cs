using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Reads and writes an enum as its word on the wire; a wrong word is told together with the right ones.</summary>
/// <exception cref="JsonException">The JSON value is not one of the words: numbers, other casings and unknown words are refused.</exception>
public sealed class WireWord<T> : JsonConverter<T>
    where T : struct, Enum
{
    /// <summary>The word of each value.</summary>
    internal static IReadOnlyDictionary<T, string> Words { get; } = typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(
            f => (T)f.GetValue(null)!, // static enum fields have values
            f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? f.Name);

    // Compared and written as UTF-8, so that a word costs no string: every endpoint of a batch has three.
    private static readonly Dictionary<T, JsonEncodedText> Encoded = Words.ToDictionary(p => p.Key, p => JsonEncodedText.Encode(p.Value));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Encoded[value]);
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(Encoded[value]);
    }

    private static T Read(ref Utf8JsonReader reader)
    {
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        foreach (var (value, word) in Encoded)
        {
            if (isText && reader.ValueTextEquals(word.EncodedUtf8Bytes))
            {
                return value;
            }
        }

        throw new JsonException($"{(isText ? $"'{reader.GetString()}'" : Kind(reader.TokenType))} is none of {string.Join(", ", Words.Values)}");
    }

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };
}
