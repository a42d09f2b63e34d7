using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Pinpush.Client;

/// <summary>The SDK's words, such as <c>AttributeType</c>: a JSON string each. Whether a word is right is for the API to judge.</summary>
public sealed class SdkWord : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsSubclassOf(typeof(ConstantClass));
    }

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!; // a class with a plain constructor

    private sealed class Of<T> : JsonConverter<T>
        where T : ConstantClass
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? (T?)Activator.CreateInstance(typeof(T), reader.GetString())
                : throw new JsonException("a string is expected");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
