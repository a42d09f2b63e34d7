using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Turns the wire's values into plain ones: bool, double, string, immutable arrays and dictionaries, assets and resources.</summary>
/// <remarks>A secret or an unknown at any depth makes the whole value secret or unknown.</remarks>
internal static class Deserializer
{
    /// <exception cref="InvalidOperationException">The value has a mark that this SDK does not know, or a mark without what belongs to it.</exception>
    public static OutputData<object?> Deserialize(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NullValue => OutputData.Known<object?>(null),
        Value.KindOneofCase.BoolValue => OutputData.Known<object?>(value.BoolValue),
        Value.KindOneofCase.NumberValue => OutputData.Known<object?>(value.NumberValue),
        Value.KindOneofCase.StringValue when value.StringValue == Signatures.Unknown => OutputData.Unknown<object?>([], isSecret: false),
        Value.KindOneofCase.StringValue => OutputData.Known<object?>(value.StringValue),
        Value.KindOneofCase.ListValue => List(value.ListValue),
        Value.KindOneofCase.StructValue => Struct(value.StructValue),
        _ => throw new InvalidOperationException($"A value on the wire is of the unknown kind {value.KindCase}."),
    };

    private static OutputData<object?> List(ListValue list)
    {
        var items = list.Values.Select(Deserialize).ToList();
        return Together(items, ImmutableArray.CreateRange(items.Select(i => i.Value)));
    }

    private static OutputData<object?> Struct(Struct wire)
    {
        if (wire.Fields.TryGetValue(Signatures.Key, out var signature))
        {
            return Special(wire, signature.StringValue);
        }

        var items = wire.Fields.Where(f => !f.Key.StartsWith(Constants.InternalPrefix, StringComparison.Ordinal))
            .Select(f => KeyValuePair.Create(f.Key, Deserialize(f.Value))).ToList();
        return Together(
            items.Select(i => i.Value),
            ImmutableDictionary.CreateRange(items.Select(i => KeyValuePair.Create(i.Key, i.Value.Value))));
    }

    private static OutputData<object?> Special(Struct wire, string signature)
    {
        switch (signature)
        {
            case Signatures.Secret:
                return wire.Fields.TryGetValue(Constants.ValueKey, out var secret)
                    ? Deserialize(secret) with { IsSecret = true }
                    : throw new InvalidOperationException("A secret on the wire has no value.");
            case Signatures.OutputValue:
                return Output(wire);
            case Signatures.Asset:
                return OutputData.Known<object?>(Asset(wire));
            case Signatures.Archive:
                return Archive(wire);
            case Signatures.ResourceReference:
                var urn = Text(wire, Constants.UrnKey) ?? throw new InvalidOperationException("A resource reference on the wire has no URN.");
                var resource = ResourcePackages.Construct(urn, Text(wire, "packageVersion") ?? "");
                return OutputData.Known<object?>(resource);
            default:
                throw new InvalidOperationException($"A value on the wire has the unknown signature '{signature}'.");
        }
    }

    private static OutputData<object?> Output(Struct wire)
    {
        var isSecret = wire.Fields.TryGetValue(Constants.SecretKey, out var flag) && flag.BoolValue;
        var urns = wire.Fields.TryGetValue(Constants.DependenciesKey, out var list) ? list.ListValue.Values.Select(v => v.StringValue) : [];
        ImmutableHashSet<Resource> resources = [.. urns.Select(u => new DependencyResource(u))];
        if (!wire.Fields.TryGetValue(Constants.ValueKey, out var value))
        {
            return OutputData.Unknown<object?>(resources, isSecret);
        }

        var data = Deserialize(value);
        return new(OutputData.Union(data.Resources, resources), data.Value, data.IsKnown, data.IsSecret || isSecret);
    }

    private static Asset Asset(Struct wire) =>
        Text(wire, Constants.AssetPath) is { Length: > 0 } path ? new FileAsset(path)
        : Text(wire, Constants.AssetUri) is { Length: > 0 } uri ? new RemoteAsset(uri)
        : Text(wire, Constants.AssetText) is { } text ? new StringAsset(text)
        : throw new InvalidOperationException("An asset on the wire has neither text nor path nor URI.");

    private static OutputData<object?> Archive(Struct wire)
    {
        if (wire.Fields.TryGetValue(Constants.ArchiveAssets, out var assets) && assets.KindCase == Value.KindOneofCase.StructValue)
        {
            var parts = assets.StructValue.Fields.Select(f => KeyValuePair.Create(f.Key, Deserialize(f.Value))).ToList();
            var named = parts.Where(p => p.Value.IsKnown).ToDictionary(
                p => p.Key,
                p => p.Value.Value as AssetOrArchive ?? throw new InvalidOperationException($"The part '{p.Key}' of an archive on the wire is no asset."));
            return Together(parts.Select(p => p.Value), new AssetArchive(named));
        }

        return OutputData.Known<object?>(
            Text(wire, Constants.AssetPath) is { Length: > 0 } path ? new FileArchive(path)
            : Text(wire, Constants.AssetUri) is { Length: > 0 } uri ? new RemoteArchive(uri)
            : throw new InvalidOperationException("An archive on the wire has neither assets nor path nor URI."));
    }

    private static OutputData<object?> Together(IEnumerable<OutputData<object?>> parts, object whole)
    {
        var sum = parts.Aggregate(OutputData.Known<object?>(whole), (all, one) => all.With(one));
        return sum.IsKnown ? sum : sum with { Value = null };
    }

    private static string? Text(Struct wire, string key) =>
        wire.Fields.TryGetValue(key, out var value) && value.KindCase == Value.KindOneofCase.StringValue ? value.StringValue : null;
}
