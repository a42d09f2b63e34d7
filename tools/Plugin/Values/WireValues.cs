using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Pinpush.Protocol;

namespace Pinpush.Plugin.Values;

/// <summary>Property values on the wire: plain JSON, and objects with a signature for what JSON does not have.</summary>
/// <remarks>Source: github.com/pulumi/pulumi at 1b594989, sdk/go/common/resource/plugin/rpc.go.</remarks>
internal static class WireValues
{
    /// <param name="isSecret">Set when the value is a secret or has one inside; never cleared.</param>
    /// <returns>The bare value; null for null.</returns>
    public static JsonNode? Read(Value value, ref bool isSecret)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.BoolValue:
                return value.BoolValue;
            case Value.KindOneofCase.NumberValue:
                return value.NumberValue;
            case Value.KindOneofCase.StringValue:
                return Signatures.Unknowns.Contains(value.StringValue) ? PropertyBag.Unknown : value.StringValue;
            case Value.KindOneofCase.ListValue:
                var list = new JsonArray();
                foreach (var item in value.ListValue.Values)
                {
                    list.Add(Read(item, ref isSecret));
                }

                return list;
            case Value.KindOneofCase.StructValue:
                return Read(value.StructValue.Fields, ref isSecret);
            default:
                return null;
        }
    }

    private static JsonNode? Read(IDictionary<string, Value> fields, ref bool isSecret)
    {
        if (fields.TryGetValue(Signatures.Key, out var signature))
        {
            switch (signature.StringValue)
            {
                case Signatures.Secret:
                    isSecret = true;
                    return fields.TryGetValue("value", out var secret) ? Read(secret, ref isSecret) : null;
                case Signatures.OutputValue:
                    isSecret |= fields.TryGetValue("secret", out var flag) && flag.BoolValue;
                    return fields.TryGetValue("value", out var output) ? Read(output, ref isSecret) : PropertyBag.Unknown;
                case Signatures.ResourceReference:
                    var id = fields.TryGetValue("id", out var known) ? known.StringValue : fields["urn"].StringValue;
                    return id.Length == 0 || Signatures.Unknowns.Contains(id) ? PropertyBag.Unknown : id;
            }
        }

        var read = new JsonObject();
        foreach (var (name, value) in fields)
        {
            read[name] = Read(value, ref isSecret);
        }

        return read;
    }

    /// <summary>The bare form of a value that travelled as JSON text.</summary>
    public static JsonNode? Bare(JsonNode? node)
    {
        var isSecret = false;
        return Read(Write(node), ref isSecret);
    }

    public static Value Write(JsonNode? node)
    {
        switch (node)
        {
            case null:
                return Value.ForNull();
            case JsonObject fields:
                var properties = new Struct();
                foreach (var (name, value) in fields.Where(p => p.Value is not null))
                {
                    properties.Fields[name] = Write(value);
                }

                return Value.ForStruct(properties);
            case JsonArray items:
                return Value.ForList([.. items.Select(Write)]);
            default:
                return node.GetValueKind() switch
                {
                    JsonValueKind.True => Value.ForBool(true),
                    JsonValueKind.False => Value.ForBool(false),
                    JsonValueKind.Number => Value.ForNumber(Json.Number(node)),
                    _ => Value.ForString(node.GetValue<string>()),
                };
        }
    }

    public static Value Secret(Value value) => Value.ForStruct(new Struct
    {
        Fields = { [Signatures.Key] = Value.ForString(Signatures.Secret), ["value"] = value },
    });
}
