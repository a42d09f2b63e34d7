using System.Globalization;
using System.Text.Json.Nodes;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Describing;

/// <summary>From a member of the API's request to the property that it was made of.</summary>
public static class WirePath
{
    /// <param name="values">The properties: only they tell where a map's key ends, as it stands in the path bare.</param>
    /// <param name="member">E.g. <c>SegmentGroups.Groups[0].Dimensions[1].Attributes.Plan.Name.Values</c>.</param>
    /// <returns>See <see cref="PropertyPath"/>; for a member that the description does not have, the nearest property above it.</returns>
    public static string ToProperty(Shape.Group group, JsonObject values, string member) => Step(group, values, "", member);

    private static string Step(Shape shape, JsonNode? node, string path, string rest)
    {
        switch (shape, node)
        {
            case (Shape.Group group, _) when group.Members.FirstOrDefault(m => m.Wire is { } wire && Begins(rest, wire)) is { Wire: { } wire } member:
                return Step(member.Shape, (node as JsonObject)?[member.Name], PropertyPath.Member(path, member.Name), After(rest, wire));
            case (Shape.MapOf map, JsonObject entries) when entries.Select(e => e.Key).Where(k => Begins(rest, k)).MaxBy(k => k.Length) is { } key:
                return Step(map.Value, entries[key], PropertyPath.Member(path, key), After(rest, key));
            case (Shape.ListOf list, _) when rest.StartsWith('['):
                var digits = rest[1..rest.IndexOf(']', StringComparison.Ordinal)];
                var index = int.Parse(digits, CultureInfo.InvariantCulture);
                return Step(list.Item, (node as JsonArray)?.ElementAtOrDefault(index), PropertyPath.Item(path, index), After(rest, $"[{digits}]"));
            default:
                return path;
        }
    }

    private static bool Begins(string rest, string step) =>
        rest.StartsWith(step, StringComparison.Ordinal) && (rest.Length == step.Length || rest[step.Length] is '.' or '[');

    private static string After(string rest, string step) => rest[step.Length..] is ['.', .. var next] ? next : rest[step.Length..];
}
