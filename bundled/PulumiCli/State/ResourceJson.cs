using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.State;

/// <summary>An entry of the state as JSON. Empty members are left out; unknown ones stay.</summary>
/// <remarks>Source: Pulumi, <c>apitype.ResourceV3</c>: names and order.</remarks>
internal static class ResourceJson
{
    // The order of the file; a name of this list that no property bears is kept as it came.
    private static readonly string[] Order =
    [
        "urn", "custom", "delete", "id", "type", "inputs", "outputs", "parent", "protect", "taint", "external", "dependencies", "initErrors", "provider",
        "propertyDependencies", "pendingReplacement", "additionalSecretOutputs", "aliases", "customTimeouts", "importID", "retainOnDelete", "deletedWith",
        "replaceWith", "created", "modified", "sourcePosition", "stackTrace", "ignoreChanges", "hideDiff", "replaceOnChanges", "replacementTrigger",
        "refreshBeforeUpdate", "viewOf", "resourceHooks", "extensionRef", "snippetID",
    ];

    private static readonly HashSet<string> NotKnown = ["sourcePosition", "stackTrace", "viewOf", "resourceHooks", "extensionRef", "snippetID"];

    /// <param name="secret">The form of a secret: its place and its plain JSON text.</param>
    public static JsonObject Write(ResourceState resource, Func<string, string, JsonNode> secret)
    {
        JsonNode Secret(string side, string plain) => secret(Place(resource.Urn, side), plain);
        var all = new Dictionary<string, JsonNode?>(resource.Extra.Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone())), StringComparer.Ordinal)
        {
            ["urn"] = resource.Urn,
            ["custom"] = resource.Custom,
            ["delete"] = Flag(resource.Delete),
            ["id"] = Text(resource.Id),
            ["type"] = resource.Type,
            ["inputs"] = resource.Inputs.Count > 0 ? PropertyJson.Write(resource.Inputs, plain => Secret("inputs", plain)) : null,
            ["outputs"] = resource.Outputs.Count > 0 ? PropertyJson.Write(resource.Outputs, plain => Secret("outputs", plain)) : null,
            ["parent"] = Text(resource.Parent),
            ["protect"] = Flag(resource.Protect),
            ["taint"] = Flag(resource.Taint),
            ["external"] = Flag(resource.External),
            ["dependencies"] = Texts(resource.Dependencies),
            ["initErrors"] = Texts(resource.InitErrors),
            ["provider"] = Text(resource.Provider),
            ["propertyDependencies"] = resource.PropertyDependencies.IsEmpty ? null
                : new JsonObject(resource.PropertyDependencies
                    .Select(p => KeyValuePair.Create(p.Key, (JsonNode?)new JsonArray([.. p.Value.Select(u => JsonValue.Create(u))])))),
            ["pendingReplacement"] = Flag(resource.PendingReplacement),
            ["additionalSecretOutputs"] = Texts(resource.AdditionalSecretOutputs),
            ["customTimeouts"] = TimeoutsOf(resource.Timeouts),
            ["importID"] = Text(resource.ImportId),
            ["retainOnDelete"] = Flag(resource.RetainOnDelete),
            ["deletedWith"] = Text(resource.DeletedWith),
            ["replaceWith"] = Texts(resource.ReplaceWith),
            ["created"] = Text(resource.Created),
            ["modified"] = Text(resource.Modified),
            ["ignoreChanges"] = Texts(resource.IgnoreChanges),
            ["hideDiff"] = Texts(resource.HideDiff),
            ["replaceOnChanges"] = Texts(resource.ReplaceOnChanges),
            ["replacementTrigger"] = resource.ReplacementTrigger is { } trigger
                ? PropertyJson.Write(trigger, plain => Secret("replacementTrigger", plain)) : null,
            ["refreshBeforeUpdate"] = Flag(resource.RefreshBeforeUpdate),
        };
        return new JsonObject(Order.Where(all.ContainsKey).Concat(all.Keys.Except(Order)).Where(k => all[k] is not null)
            .Select(k => KeyValuePair.Create(k, all[k])));
    }

    /// <param name="secret">Reads a secret: its place and its object.</param>
    public static ResourceState Read(JsonObject node, Func<string, JsonObject, PropertyValue> secret)
    {
        var urn = node["urn"]?.GetValue<string>() ?? throw new Failure("An entry of the state has no URN.");
        PropertyMap Values(string side) => node[side] is JsonObject map ? PropertyJson.Read(map, inner => secret(Place(urn, side), inner)) : PropertyMaps.Empty;
        return new ResourceState
        {
            Urn = urn,
            Custom = Is(node, "custom"),
            Delete = Is(node, "delete"),
            Id = TextOf(node, "id") ?? "",
            Type = TextOf(node, "type") ?? Urn.TypeOf(urn),
            Inputs = Values("inputs"),
            Outputs = Values("outputs"),
            Parent = TextOf(node, "parent"),
            Protect = Is(node, "protect"),
            Taint = Is(node, "taint"),
            External = Is(node, "external"),
            Dependencies = TextsOf(node["dependencies"]),
            InitErrors = TextsOf(node["initErrors"]),
            Provider = TextOf(node, "provider"),
            PropertyDependencies = node["propertyDependencies"] is JsonObject places
                ? ResourceState.NoPropertyDependencies.AddRange(places.Select(p => KeyValuePair.Create(p.Key, TextsOf(p.Value))))
                : ResourceState.NoPropertyDependencies,
            PendingReplacement = Is(node, "pendingReplacement"),
            AdditionalSecretOutputs = TextsOf(node["additionalSecretOutputs"]),
            Timeouts = node["customTimeouts"] is JsonObject t
                ? new Timeouts(Seconds(t, "create"), Seconds(t, "update"), Seconds(t, "delete"), Seconds(t, "read")) : Timeouts.None,
            ImportId = TextOf(node, "importID"),
            RetainOnDelete = Is(node, "retainOnDelete"),
            DeletedWith = TextOf(node, "deletedWith"),
            ReplaceWith = TextsOf(node["replaceWith"]),
            Created = TextOf(node, "created"),
            Modified = TextOf(node, "modified"),
            IgnoreChanges = TextsOf(node["ignoreChanges"]),
            HideDiff = TextsOf(node["hideDiff"]),
            ReplaceOnChanges = TextsOf(node["replaceOnChanges"]),
            ReplacementTrigger = node["replacementTrigger"] is { } trigger
                ? PropertyJson.Read(trigger, inner => secret(Place(urn, "replacementTrigger"), inner)) : null,
            RefreshBeforeUpdate = Is(node, "refreshBeforeUpdate"),
            Extra = node.Where(m => NotKnown.Contains(m.Key) || !Order.Contains(m.Key)).ToImmutableDictionary(m => m.Key, m => m.Value?.DeepClone()),
        };
    }

    private static string Place(string urn, string side) => $"{side} of {urn}";

    private static JsonValue? Flag(bool value) => value ? JsonValue.Create(true) : null;

    private static JsonValue? Text(string? value) => string.IsNullOrEmpty(value) ? null : JsonValue.Create(value);

    private static JsonArray? Texts(ImmutableArray<string> values) => values.IsEmpty ? null : new JsonArray([.. values.Select(v => JsonValue.Create(v))]);

    private static JsonObject? TimeoutsOf(Timeouts timeouts)
    {
        (string Name, double Seconds)[] all = [("create", timeouts.Create), ("update", timeouts.Update), ("delete", timeouts.Delete), ("read", timeouts.Read)];
        return timeouts == Timeouts.None
            ? null : new JsonObject(all.Where(t => t.Seconds > 0).Select(t => KeyValuePair.Create(t.Name, (JsonNode?)JsonValue.Create(t.Seconds))));
    }

    private static double Seconds(JsonObject node, string name) => node[name]?.GetValue<double>() ?? 0;

    private static bool Is(JsonObject node, string name) => node[name]?.GetValue<bool>() ?? false;

    private static string? TextOf(JsonObject node, string name) => node[name]?.GetValue<string>();

    private static ImmutableArray<string> TextsOf(JsonNode? node) =>
        node is JsonArray list ? [.. list.Select(i => i?.GetValue<string>() ?? "")] : [];
}
