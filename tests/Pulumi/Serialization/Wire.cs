using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Tests.Serialization;

/// <summary>The wire's values as JSON, keys in ordinal order.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(Value value) => Node(value)?.ToJsonString(Plain) ?? "null";

    public static string Text(Struct value) => Text(Value.ForStruct(value));

    public static Value Read(string json)
    {
        var value = Google.Protobuf.JsonParser.Default.Parse<Value>(json);
        return value;
    }

    public static Struct Struct(string json) => Read(json).StructValue;

    private static JsonNode? Node(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.ListValue => new JsonArray([.. value.ListValue.Values.Select(Node)]),
        Value.KindOneofCase.StructValue => new JsonObject(
            value.StructValue.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, Node(f.Value)))),
        _ => null,
    };
}
