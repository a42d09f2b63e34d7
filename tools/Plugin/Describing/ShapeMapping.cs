using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Describing;

/// <summary>From a program's properties to the API's JSON and back, by the description alone.</summary>
public static class ShapeMapping
{
    /// <summary>The request. Members that the API does not have stay behind.</summary>
    public static JsonObject ToWire(Shape.Group group, JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(values);
        var wire = new JsonObject();
        foreach (var member in group.Members.Where(m => m.Wire is not null && values[m.Name] is not null))
        {
            wire[member.Wire!] = Write(member.Shape, values[member.Name]); // filtered: not null
        }

        return wire;
    }

    /// <summary>
    /// The properties that a resource has by the API's answer. What the API only fills in (a default, an empty object) is left out unless
    /// <paramref name="old"/> has it, so that a program without it sees no difference.
    /// </summary>
    public static JsonObject FromWire(Shape.Group group, JsonObject wire, JsonObject? old)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(wire);
        var values = new JsonObject();
        foreach (var member in group.Members.Where(m => m.Wire is not null))
        {
            var read = Read(member.Shape, wire[member.Wire!], old?[member.Name]); // filtered: not null
            if (read is not null && (old?[member.Name] is not null || !(IsEmpty(read) || Json.Same(read, member.Default))))
            {
                values[member.Name] = read;
            }
        }

        return values;
    }

    private static JsonNode? Write(Shape shape, JsonNode? node) => (shape, node) switch
    {
        (Shape.Group group, JsonObject members) => ToWire(group, members),
        (Shape.ListOf list, JsonArray items) => new JsonArray([.. items.Select(i => Write(list.Item, i))]),
        (Shape.MapOf { AsText: true } map, JsonObject entries) => Map(entries, v => Write(map.Value, v)).ToJsonString(),
        (Shape.MapOf map, JsonObject entries) => Map(entries, v => Write(map.Value, v)),
        (Shape.Whole, { } number) => (long)Json.Number(number), // checked: a whole number, and the API takes no 1E+3
        _ => node?.DeepClone(),
    };

    private static JsonNode? Read(Shape shape, JsonNode? node, JsonNode? old)
    {
        switch (shape, node)
        {
            case (Shape.Group group, JsonObject members):
                return FromWire(group, members, old as JsonObject);
            case (Shape.ListOf list, JsonArray items):
                return new JsonArray([.. items.Select((item, i) => Read(list.Item, item, old is JsonArray before && i < before.Count ? before[i] : null))]);
            case (Shape.MapOf { AsText: true } map, JsonValue text):
                return ReadText(text.GetValue<string>()) is { } parsed ? Map(parsed, v => Read(map.Value, v, null)) : null;
            case (Shape.MapOf map, JsonObject entries):
                return new JsonObject(entries.Select(e => KeyValuePair.Create(e.Key, Read(map.Value, e.Value, (old as JsonObject)?[e.Key]))));
            default:
                return node?.DeepClone();
        }
    }

    // What somebody else wrote there need not be JSON; then it is not ours to show.
    private static JsonObject? ReadText(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Map(JsonObject entries, Func<JsonNode?, JsonNode?> change) =>
        new(entries.Select(e => KeyValuePair.Create(e.Key, change(e.Value))));

    private static bool IsEmpty(JsonNode node) => node is JsonObject { Count: 0 } or JsonArray { Count: 0 };
}
