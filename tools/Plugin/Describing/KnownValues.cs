using System.Text.Json.Nodes;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Describing;

/// <summary>Properties as far as the API's rules can judge them.</summary>
/// <remarks>
/// A property that is not known yet, or is at fault already, is open: it is left out, and where that would make it a missing one, the least that its shape
/// allows stands for it. A list of texts with an open one is open as a whole.
/// </remarks>
public sealed class KnownValues
{
    private readonly HashSet<string> open;

    /// <param name="faulty">The paths of what is at fault already.</param>
    public KnownValues(Shape.Group group, JsonObject values, IEnumerable<string> faulty)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(values);
        open = faulty.ToHashSet(StringComparer.Ordinal);
        Values = Known(group, values, "");
    }

    /// <summary>Of their shapes throughout.</summary>
    public JsonObject Values { get; }

    /// <summary>Whether the property, or one that it is in, is open.</summary>
    public bool IsOpen(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return open.Any(o => o == path || (o.Length > 0 && path.StartsWith(o, StringComparison.Ordinal) && path[o.Length] is '.' or '['));
    }

    private JsonObject Known(Shape.Group group, JsonObject values, string path)
    {
        var known = new JsonObject();
        foreach (var member in group.Members)
        {
            if (Known(member.Shape, values[member.Name], PropertyPath.Member(path, member.Name), member.IsRequired) is { } value)
            {
                known[member.Name] = value;
            }
        }

        return known;
    }

    private JsonNode? Known(Shape shape, JsonNode? node, string path, bool isNeeded)
    {
        if (Json.IsUnknown(node) || open.Contains(path))
        {
            open.Add(path);
            return isNeeded || shape is Shape.Group ? Least(shape) : null;
        }

        switch (shape, node)
        {
            case (Shape.Group group, JsonObject members):
                return Known(group, members, path);
            case (Shape.MapOf map, JsonObject entries):
                return new JsonObject(entries.Select(e =>
                    KeyValuePair.Create(e.Key, Known(map.Value, e.Value, PropertyPath.Member(path, e.Key), isNeeded: true))));
            case (Shape.ListOf list, JsonArray items):
                var known = new JsonArray([.. items.Select((item, i) => Known(list.Item, item, PropertyPath.Item(path, i), isNeeded: true))]);
                if (list.Item is Shape.Text && Enumerable.Range(0, items.Count).Any(i => open.Contains(PropertyPath.Item(path, i))))
                {
                    open.Add(path);
                }

                return known;
            default:
                return node?.DeepClone();
        }
    }

    private static JsonNode Least(Shape shape) => shape switch
    {
        Shape.Group group => new JsonObject(group.Members.Where(m => m.IsRequired).Select(m => KeyValuePair.Create(m.Name, (JsonNode?)Least(m.Shape)))),
        Shape.ListOf list => new JsonArray(Least(list.Item)),
        Shape.MapOf => new JsonObject(),
        Shape.Whole whole => whole.Least,
        Shape.Text { Words: [var word, ..] } => word,
        Shape.Text => PropertyBag.Unknown,
        _ => false,
    };
}
