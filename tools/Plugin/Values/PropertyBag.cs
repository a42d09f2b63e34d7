using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Pinpush.Protocol;

namespace Pinpush.Plugin.Values;

/// <summary>The properties of a resource, bare, and the names of those that are secret or have a secret inside.</summary>
/// <remarks>
/// A secret anywhere in a property makes the whole property one, as the SDKs do it. An unknown is the text <see cref="Unknown"/>. A null is
/// the same as no property and is not kept at the top.
/// </remarks>
public sealed class PropertyBag
{
    /// <summary>What stands for a value that is not known before an update.</summary>
    public const string Unknown = Signatures.Unknown;

    public PropertyBag(JsonObject values, IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Values, Secrets) = (values, new HashSet<string>(secrets, StringComparer.Ordinal));
    }

    public JsonObject Values { get; }

    public IReadOnlySet<string> Secrets { get; }

    public bool IsEmpty => Values.Count == 0;

    internal static PropertyBag Of(Struct? properties)
    {
        var (values, secrets) = (new JsonObject(), new List<string>());
        foreach (var (name, value) in properties?.Fields ?? [])
        {
            var isSecret = false;
            if (WireValues.Read(value, ref isSecret) is { } read)
            {
                values[name] = read;
            }

            if (isSecret)
            {
                secrets.Add(name);
            }
        }

        return new(values, secrets);
    }

    internal Struct ToStruct()
    {
        var properties = new Struct();
        foreach (var (name, value) in Values.Where(p => p.Value is not null))
        {
            var wire = WireValues.Write(value);
            properties.Fields[name] = Secrets.Contains(name) ? WireValues.Secret(wire) : wire;
        }

        return properties;
    }

    /// <summary>Every text inside the secret properties: what no message may show.</summary>
    internal IEnumerable<string> SecretTexts() => Secrets.SelectMany(s => Texts(Values[s]));

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Texts(p.Value)),
        JsonArray a => a.SelectMany(Texts),
        JsonValue v when v.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
