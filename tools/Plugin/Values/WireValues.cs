using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;

namespace Pinpush.Plugin.Values;

/// <summary>Property values on the wire: plain JSON, and objects with a signature for what JSON does not have.</summary>
/// <remarks>Source: github.com/pulumi/pulumi at 1b594989, sdk/go/common/resource/sig/sig.go and plugin/rpc.go.</remarks>
internal static class WireValues
{
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private const string SecretKind = "1b47061264138c4ac30d75fd1eb44270";
    private const string ReferenceKind = "5cf8f73096256a8f31e491e813e4eb8e";
    private const string OutputKind = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    // There is one for each kind of value; a provider may get any.
    private static readonly HashSet<string> Unknowns =
    [
        PropertyBag.Unknown, "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58", "e48ece36-62e2-4504-bad9-02848725956a", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ];

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
                return Unknowns.Contains(value.StringValue) ? PropertyBag.Unknown : value.StringValue;
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
        if (fields.TryGetValue(Signature, out var signature))
        {
            switch (signature.StringValue)
            {
                case SecretKind:
                    isSecret = true;
                    return fields.TryGetValue("value", out var secret) ? Read(secret, ref isSecret) : null;
                case OutputKind:
                    isSecret |= fields.TryGetValue("secret", out var flag) && flag.BoolValue;
                    return fields.TryGetValue("value", out var output) ? Read(output, ref isSecret) : PropertyBag.Unknown;
                case ReferenceKind:
                    var id = fields.TryGetValue("id", out var known) ? known.StringValue : fields["urn"].StringValue;
                    return id.Length == 0 || Unknowns.Contains(id) ? PropertyBag.Unknown : id;
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
        Fields = { [Signature] = Value.ForString(SecretKind), ["value"] = value },
    });
}
