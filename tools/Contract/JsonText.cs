using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>JSON that came in as text.</summary>
public static class JsonText
{
    /// <summary>Only what JSON itself demands is escaped: limits count bytes, and nothing here ends up in HTML.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"a":"1"}</c> of a map; null stays null.</summary>
    public static string? Of(IReadOnlyDictionary<string, string>? map)
    {
        if (map is null)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in map)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The object that the text is, or why it is none.</summary>
    public static JsonElement? ReadObject(string text, out string fault)
    {
        try
        {
            var value = JsonElement.Parse(text);
            ReadTexts(value);
            fault = value.ValueKind == JsonValueKind.Object ? "" : $"is a JSON {value.ValueKind}, and has to be an object";
            return fault.Length == 0 ? value : null;
        }
        catch (JsonException e)
        {
            // The exception's own message may quote the text.
            fault = $"is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}), and has to be an object";
            return null;
        }
        catch (InvalidOperationException)
        {
            fault = "has half of a surrogate pair, which no text can have"; // "\ud800": JSON by its grammar, and unreadable
            return null;
        }
    }

    // A text is decoded when it is read, so that is when it turns out to be none.
    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }
}
