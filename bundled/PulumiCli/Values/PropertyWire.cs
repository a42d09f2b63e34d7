using Google.Protobuf.WellKnownTypes;

namespace Pinpush.PulumiCli.Values;

/// <summary>Property values as they travel: a <c>google.protobuf.Struct</c> with marks for what JSON has no word for.</summary>
/// <remarks>Source: Pulumi property marshalling, <c>sdk/go/common/resource/plugin/rpc.go</c>.</remarks>
internal static class PropertyWire
{
    public static Struct ToWire(this PropertyMap map, WireForm form)
    {
        var result = new Struct();
        foreach (var (key, value) in map)
        {
            if ((form.Unknowns || value.Bare() is not PropertyValue.Unknown) && !(form.WholeMembers && value.HasUnknowns()))
            {
                result.Fields[key] = ToWire(value, form);
            }
        }

        return result;
    }

    public static PropertyMap FromWire(this Struct? wire) =>
        wire is null ? PropertyMaps.Empty : wire.Fields.Select(f => KeyValuePair.Create(f.Key, FromWire(f.Value))).ToMap();

    public static Value ToWire(PropertyValue value, WireForm form) => value switch
    {
        PropertyValue.Null => Value.ForNull(),
        PropertyValue.Bool flag => Value.ForBool(flag.Value),
        PropertyValue.Number number => Value.ForNumber(number.Value),
        PropertyValue.Text text => Value.ForString(text.Value),
        PropertyValue.Unknown => Value.ForString(Signatures.Unknown),
        PropertyValue.List list => Value.ForList([.. list.Items.Select(i => ToWire(i, form))]),
        PropertyValue.Map map => Value.ForStruct(map.Members.ToWire(form with { WholeMembers = false })),
        PropertyValue.Secret secret when form.Secrets => Secret(secret, form),
        PropertyValue.Secret secret => ToWire(secret.Plain, form),
        PropertyValue.Marked { Signature: Signatures.ResourceReference } reference when !form.References => Bare(reference, form),
        PropertyValue.Marked marked => Marked(marked, form),
        _ => throw new InvalidOperationException($"A {value} has no wire form."),
    };

    /// <exception cref="FormatException">A secret or an output value lacks a member that it must have.</exception>
    public static PropertyValue FromWire(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => new PropertyValue.Bool(value.BoolValue),
        Value.KindOneofCase.NumberValue => new PropertyValue.Number(value.NumberValue),
        Value.KindOneofCase.StringValue when Signatures.Unknowns.Contains(value.StringValue) => PropertyValue.NotKnown,
        Value.KindOneofCase.StringValue => new PropertyValue.Text(value.StringValue),
        Value.KindOneofCase.ListValue => new PropertyValue.List([.. value.ListValue.Values.Select(FromWire)]),
        Value.KindOneofCase.StructValue => FromStruct(value.StructValue),
        _ => PropertyValue.None,
    };

    private static PropertyValue FromStruct(Struct map)
    {
        if (!map.Fields.TryGetValue(Signatures.Key, out var signature))
        {
            return new PropertyValue.Map(map.FromWire());
        }

        switch (signature.StringValue)
        {
            case Signatures.Secret:
                return map.Fields.TryGetValue("value", out var plain)
                    ? FromWire(plain).AsSecret()
                    : throw new FormatException("A secret on the wire has no value.");
            case Signatures.OutputValue:
                var known = map.Fields.TryGetValue("value", out var inner) ? FromWire(inner) : PropertyValue.NotKnown;
                return map.Fields.TryGetValue("secret", out var hidden) && hidden.BoolValue ? known.AsSecret() : known;
            case Signatures.Asset or Signatures.Archive or Signatures.ResourceReference or Signatures.ByteString:
                var fields = map.Fields.Where(f => f.Key != Signatures.Key).Select(f => KeyValuePair.Create(f.Key, FromWire(f.Value))).ToMap();
                return new PropertyValue.Marked(signature.StringValue, fields);
            case var other:
                throw new FormatException($"The value signature '{other}' is not known.");
        }
    }

    private static Value Secret(PropertyValue.Secret secret, WireForm form) => Value.ForStruct(new Struct
    {
        Fields = { [Signatures.Key] = Value.ForString(Signatures.Secret), ["value"] = ToWire(secret.Plain, form) },
    });

    private static Value Marked(PropertyValue.Marked marked, WireForm form)
    {
        var result = new Struct { Fields = { [Signatures.Key] = Value.ForString(marked.Signature) } };
        foreach (var (key, value) in marked.Fields)
        {
            // An id that is not known yet is an empty text inside a reference.
            var unknownId = marked.Signature == Signatures.ResourceReference && key == "id" && value is PropertyValue.Unknown;
            result.Fields[key] = unknownId ? Value.ForString("") : ToWire(value, form);
        }

        return Value.ForStruct(result);
    }

    // For a peer that knows no references: the id, or the URN of what has no id.
    private static Value Bare(PropertyValue.Marked reference, WireForm form) => reference.Fields.TryGetValue("id", out var id)
        ? id is PropertyValue.Text { Value: "" } ? Value.ForString(Signatures.Unknown) : ToWire(id, form)
        : Value.ForString(reference.Fields.TextOf("urn") ?? "");
}
