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
        .ToDictionary(f => (T)f.GetValue(null)!, f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? f.Name); // static enum fields have values

    private static readonly Dictionary<string, T> Values = Words.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.TokenType == JsonTokenType.String ? reader.GetString()! : $"a JSON {reader.TokenType}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Words[value]);
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString()!); // a property name is never null

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(Words[value]);
    }

    private static T Parse(string word) => Values.TryGetValue(word, out var value)
        ? value
        : throw new JsonException($"'{word}' is none of {string.Join(", ", Values.Keys)}");
}
