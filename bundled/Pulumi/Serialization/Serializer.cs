using System.Collections;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;
using Type = System.Type;

namespace Pulumi.Serialization;

/// <summary>Turns what a program gives into the wire's values, and notes what it met on the way.</summary>
internal sealed class Serializer
{
    /// <summary>The resources behind all outputs met so far.</summary>
    public HashSet<Resource> DependentResources { get; } = [];

    public bool ContainsSecrets { get; private set; }

    public bool ContainsUnknowns { get; private set; }

    /// <param name="context">Where the value stands, for messages: <c>limits.daily</c>.</param>
    /// <param name="keepResources">Resources go as references; otherwise as their id or URN.</param>
    /// <param name="keepOutputValues">Outputs go with what is known about them; otherwise as their bare value, unknown or secret.</param>
    /// <exception cref="InvalidOperationException">A value has a type that cannot travel.</exception>
    public async Task<Value> SerializeAsync(string context, object? value, bool keepResources, bool keepOutputValues)
    {
        switch (value)
        {
            case null:
                return Value.ForNull();
            case bool flag:
                return Value.ForBool(flag);
            case int number:
                return Value.ForNumber(number);
            case double number:
                return Value.ForNumber(number);
            case string text:
                return Value.ForString(text);
            case AssetOrArchive asset:
                return await AssetAsync(context, asset, keepResources, keepOutputValues).ConfigureAwait(false);
            case InputArgs args:
                return await StructAsync(context, await args.ToDictionaryAsync().ConfigureAwait(false), keepResources, keepOutputValues).ConfigureAwait(false);
            case IOutput output:
                return await OutputAsync(context, output, keepResources, keepOutputValues).ConfigureAwait(false);
            case IInput input:
                return await OutputAsync(context, input.Value, keepResources, keepOutputValues).ConfigureAwait(false);
            case Resource resource:
                return await ResourceAsync(context, resource, keepResources).ConfigureAwait(false);
            case JsonElement json:
                return Json(json);
            case JsonDocument json:
                return Json(json.RootElement);
            case IDictionary dictionary:
                return await StructAsync(context, Entries(context, dictionary), keepResources, keepOutputValues).ConfigureAwait(false);
            case IList list:
                return await ListAsync(context, list, keepResources, keepOutputValues).ConfigureAwait(false);
            case Enum constant when Enum.GetUnderlyingType(constant.GetType()) == typeof(int):
                return Value.ForNumber((int)(object)constant);
            case Task:
                throw new InvalidOperationException($"{context}: a Task cannot be the value of a property. Make an Output of it.");
            default:
                return await ByTypeAsync(context, value, keepResources, keepOutputValues).ConfigureAwait(false);
        }
    }

    private async Task<Value> OutputAsync(string context, IOutput output, bool keepResources, bool keepOutputValues)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        DependentResources.UnionWith(data.Resources);
        ContainsSecrets |= data.IsSecret;
        ContainsUnknowns |= !data.IsKnown;
        var value = data.IsKnown ? await SerializeAsync(context, data.Value, keepResources, keepOutputValues: false).ConfigureAwait(false) : null;

        if (!keepOutputValues)
        {
            return value is null ? Value.ForString(Signatures.Unknown)
                : data.IsSecret && value.KindCase != Value.KindOneofCase.NullValue ? Special(Signatures.Secret, (Constants.ValueKey, value))
                : value;
        }

        var marked = Special(Signatures.OutputValue);
        var fields = marked.StructValue.Fields;
        if (value is not null)
        {
            fields[Constants.ValueKey] = value;
        }

        if (data.IsSecret)
        {
            fields[Constants.SecretKey] = Value.ForBool(true);
        }

        var urns = await Dependencies.UrnsAsync(data.Resources).ConfigureAwait(false);
        if (urns.Count > 0)
        {
            fields[Constants.DependenciesKey] = Value.ForList([.. urns.Select(Value.ForString)]);
        }

        return marked;
    }

    private async Task<Value> ResourceAsync(string context, Resource resource, bool keepResources)
    {
        DependentResources.Add(resource);
        var id = resource.IdSource is { } source
            ? await SerializeAsync($"{context}.id", source.Output, keepResources, keepOutputValues: false).ConfigureAwait(false)
            : null;
        if (!keepResources && id is not null)
        {
            return id;
        }

        var urn = await SerializeAsync($"{context}.urn", resource.Urn, keepResources, keepOutputValues: false).ConfigureAwait(false);
        if (!keepResources)
        {
            return urn;
        }

        var reference = Special(Signatures.ResourceReference, (Constants.UrnKey, urn));
        if (id is not null)
        {
            reference.StructValue.Fields[Constants.IdKey] = id.StringValue == Signatures.Unknown ? Value.ForString("") : id;
        }

        return reference;
    }

    private async Task<Value> AssetAsync(string context, AssetOrArchive asset, bool keepResources, bool keepOutputValues)
    {
        var value = await SerializeAsync($"{context}.{asset.Property}", asset.Value, keepResources, keepOutputValues).ConfigureAwait(false);
        return Special(asset.Signature, (asset.Property, value));
    }

    private async Task<Value> ListAsync(string context, IList list, bool keepResources, bool keepOutputValues)
    {
        // A default ImmutableArray is a list that refuses to be read; it stands for no value.
        if (IsDefaultArray(list))
        {
            return Value.ForNull();
        }

        var values = new List<Value>(list.Count);
        foreach (var item in list)
        {
            values.Add(await SerializeAsync($"{context}[{values.Count}]", item, keepResources, keepOutputValues).ConfigureAwait(false));
        }

        return Value.ForList([.. values]);
    }

    private async Task<Value> StructAsync(string context, IEnumerable<KeyValuePair<string, object?>> entries, bool keepResources, bool keepOutputValues)
    {
        var wire = new Struct();
        foreach (var (key, item) in entries)
        {
            var name = context.Length == 0 ? key : $"{context}.{key}";
            var value = item is null ? null : await SerializeAsync(name, item, keepResources, keepOutputValues).ConfigureAwait(false);
            if (value is { KindCase: not Value.KindOneofCase.NullValue })
            {
                wire.Fields[key] = value;
            }
        }

        return Value.ForStruct(wire);
    }

    private static List<KeyValuePair<string, object?>> Entries(string context, IDictionary dictionary)
    {
        var entries = new List<KeyValuePair<string, object?>>(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            entries.Add(new(
                entry.Key as string
                    ?? throw new InvalidOperationException($"{context}: the keys of a dictionary have to be strings, not {entry.Key.GetType()}."),
                entry.Value));
        }

        return entries;
    }

    private Task<Value> ByTypeAsync(string context, object value, bool keepResources, bool keepOutputValues)
    {
        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Union<,>))
        {
            var inner = type.GetProperty(nameof(Union<int, int>.Value))?.GetValue(value);
            return SerializeAsync(context, inner, keepResources, keepOutputValues);
        }

        if (type.IsDefined(typeof(EnumTypeAttribute)))
        {
            return Task.FromResult(Constant(context, value, type));
        }

        return type.IsDefined(typeof(OutputTypeAttribute))
            ? StructAsync(context, OutputTypes.Read(value), keepResources, keepOutputValues)
            : throw new InvalidOperationException(
                $"{context}: a value of type {type} cannot be the value of a property. " +
                "Properties are bool, int, double, string, assets and archives, resources, inputs and outputs, argument classes, JSON elements, lists, and "
                    + "dictionaries with string keys.");
    }

    private static Value Constant(string context, object value, Type type)
    {
        var convert = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(m => m.Name == "op_Explicit" && (m.ReturnType == typeof(string) || m.ReturnType == typeof(double)));
        return convert?.Invoke(null, [value]) switch
        {
            string text => Value.ForString(text),
            double number => Value.ForNumber(number),
            _ => throw new InvalidOperationException($"{context}: {type} needs an explicit conversion to string or double."),
        };
    }

    private static Value Json(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Value.ForStruct(new Struct { Fields = { json.EnumerateObject().ToDictionary(p => p.Name, p => Json(p.Value)) } }),
        JsonValueKind.Array => Value.ForList([.. json.EnumerateArray().Select(Json)]),
        JsonValueKind.String => Value.ForString(json.GetString()),
        JsonValueKind.Number => Value.ForNumber(json.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => Value.ForBool(json.GetBoolean()),
        _ => Value.ForNull(),
    };

    private static bool IsDefaultArray(IList list) =>
        list.GetType() is { IsValueType: true } type && type.GetProperty("IsDefault")?.GetValue(list) is true;

    private static Value Special(string signature, params (string Key, Value Value)[] members)
    {
        var wire = new Struct { Fields = { [Signatures.Key] = Value.ForString(signature) } };
        foreach (var (key, value) in members)
        {
            wire.Fields[key] = value;
        }

        return Value.ForStruct(wire);
    }
}
