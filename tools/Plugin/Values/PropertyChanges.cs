using System.Text.Json.Nodes;

namespace Pinpush.Plugin.Values;

/// <summary>What differs between two sets of properties.</summary>
public enum ChangeKind
{
    Add,
    Delete,
    Update,
}

/// <param name="Path">See <see cref="PropertyPath"/>.</param>
/// <param name="Top">The property at the top that it lies in.</param>
public sealed record PropertyChange(string Path, string Top, ChangeKind Kind)
{
    /// <summary>The old side is what the state has, not what the program gave before.</summary>
    public bool IsOfState { get; init; }
}

/// <summary>Compares properties down to the single value.</summary>
public static class PropertyChanges
{
    /// <summary>What has changed, in the order of the paths. Names that start with <c>__</c> are a provider's own notes and do not count.</summary>
    public static IReadOnlyList<PropertyChange> Between(JsonObject old, JsonObject now)
    {
        var found = new List<PropertyChange>();
        foreach (var name in Names(old, now).Where(n => !n.StartsWith("__", StringComparison.Ordinal)))
        {
            Compare(PropertyPath.Member("", name), name, old[name], now[name], found);
        }

        return found;
    }

    private static void Compare(string path, string top, JsonNode? old, JsonNode? now, List<PropertyChange> found)
    {
        switch (old, now)
        {
            case (null, null):
                break;
            case (null, _):
                found.Add(new(path, top, ChangeKind.Add));
                break;
            case (_, null):
                found.Add(new(path, top, ChangeKind.Delete));
                break;
            case (JsonObject a, JsonObject b):
                foreach (var name in Names(a, b))
                {
                    Compare(PropertyPath.Member(path, name), top, a[name], b[name], found);
                }

                break;
            case (JsonArray a, JsonArray b):
                for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
                {
                    Compare(PropertyPath.Item(path, i), top, i < a.Count ? a[i] : null, i < b.Count ? b[i] : null, found);
                }

                break;
            default:
                if (!Json.Same(old, now))
                {
                    found.Add(new(path, top, ChangeKind.Update));
                }

                break;
        }
    }

    private static IEnumerable<string> Names(JsonObject old, JsonObject now) => old.Concat(now).Select(p => p.Key).Distinct().Order(StringComparer.Ordinal);
}
