using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Fakes;

/// <summary>Writes a payload as the JSON that it is, and one that is not JSON (a refused push) as a string.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            writer.WriteRawValue(value, skipInputValidation: true); // as it was sent, escapes and all
        }
        catch (JsonException)
        {
            writer.WriteStringValue(value);
        }
    }
}
