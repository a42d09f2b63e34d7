using System.Text.Json.Nodes;
using Pinpush.Plugin.Values;

namespace Pinpush.AwsProvider.Tagging;

/// <summary>Tags that the provider's settings add to every resource, and those it leaves to others.</summary>
internal sealed class ProviderTags
{
    private Dictionary<string, string> always = [];
    private HashSet<string> ignored = [];
    private List<string> prefixes = [];

    public void Read(JsonObject config)
    {
        always = Of(config.Inner("defaultTags").Inner("tags"));
        ignored = [.. Texts(config.Inner("ignoreTags")?["keys"])];
        prefixes = [.. Texts(config.Inner("ignoreTags")?["keyPrefixes"])];
    }

    /// <summary>All tags of a resource: its own win over those of the settings.</summary>
    public Dictionary<string, string> All(JsonObject? own)
    {
        var all = new Dictionary<string, string>(always, StringComparer.Ordinal);
        foreach (var (key, value) in Of(own))
        {
            all[key] = value;
        }

        return all;
    }

    /// <summary>What of a resource's tags is the program's affair.</summary>
    public Dictionary<string, string> Managed(IReadOnlyDictionary<string, string>? there) => (there ?? new Dictionary<string, string>())
        .Where(t => t.Key != Contract.OwnTags.Mark && !ignored.Contains(t.Key)
            && !prefixes.Any(p => t.Key.StartsWith(p, StringComparison.Ordinal))).ToDictionary(StringComparer.Ordinal);

    /// <summary>The tags that a program would have to give for what is there.</summary>
    /// <param name="before">The ones it gave.</param>
    public JsonObject Own(IReadOnlyDictionary<string, string> managed, JsonObject? before) => Json(managed
        .Where(t => before?.ContainsKey(t.Key) == true || !(always.TryGetValue(t.Key, out var value) && value == t.Value)));

    public static JsonObject Json(IEnumerable<KeyValuePair<string, string>> tags) => new(tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));

    public static Dictionary<string, string> Of(JsonObject? tags) =>
        (tags ?? []).Where(t => t.Value is not null).ToDictionary(t => t.Key, t => t.Value!.GetValue<string>(), StringComparer.Ordinal); // filtered: not null

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray)?.OfType<JsonValue>().Select(v => v.GetValue<string>()) ?? [];
}
