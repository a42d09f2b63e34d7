using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Describing;

/// <summary>One thing that is wrong with a property.</summary>
/// <param name="Path">See <see cref="PropertyPath"/>; empty for the resource as a whole.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record Fault(string Path, string Reason);

/// <summary>Holds values to their shape. An unknown is never at fault: it is judged when it is known.</summary>
public static class ShapeRules
{
    /// <summary>Every fault at once.</summary>
    public static IReadOnlyList<Fault> Check(Shape.Group group, JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(group);
        var faults = new List<Fault>();
        Check(group, values, "", faults);
        return faults;
    }

    private static void Check(Shape shape, JsonNode node, string path, List<Fault> faults)
    {
        if (Json.IsUnknown(node))
        {
            return;
        }

        switch (shape, node, node.GetValueKind())
        {
            case (Shape.Text text, JsonValue, JsonValueKind.String):
                Check(text, node.GetValue<string>(), path, faults);
                break;
            case (Shape.Whole whole, JsonValue, JsonValueKind.Number):
                var number = Json.Number(node);
                if (number != Math.Floor(number) || number < whole.Least || number > whole.Most)
                {
                    var range = whole.Most == long.MaxValue ? $"of at least {whole.Least}" : $"from {whole.Least} to {whole.Most}";
                    faults.Add(new(path, $"{number} is not a whole number {range}."));
                }

                break;
            case (Shape.Flag, JsonValue, JsonValueKind.True or JsonValueKind.False):
                break;
            case (Shape.ListOf list, JsonArray items, _):
                for (var i = 0; i < items.Count; i++)
                {
                    Inner(list.Item, items[i], PropertyPath.Item(path, i), faults);
                }

                break;
            case (Shape.MapOf map, JsonObject entries, _):
                foreach (var (key, value) in entries)
                {
                    Inner(map.Value, value, PropertyPath.Member(path, key), faults);
                }

                break;
            case (Shape.Group group, JsonObject members, _):
                Check(group, members, path, faults);
                break;
            default:
                faults.Add(new(path, $"is {Word(node)}; {Word(shape)} is expected."));
                break;
        }
    }

    private static void Inner(Shape shape, JsonNode? node, string path, List<Fault> faults)
    {
        if (node is null)
        {
            faults.Add(new(path, $"is null; {Word(shape)} is expected."));
        }
        else
        {
            Check(shape, node, path, faults);
        }
    }

    private static void Check(Shape.Group group, JsonObject values, string path, List<Fault> faults)
    {
        foreach (var member in group.Members)
        {
            if (values[member.Name] is { } value)
            {
                Check(member.Shape, value, PropertyPath.Member(path, member.Name), faults);
            }
            else if (member.IsRequired)
            {
                faults.Add(new(PropertyPath.Member(path, member.Name), $"is missing. {member.Description}"));
            }
        }

        foreach (var name in values.Select(v => v.Key).Where(k => !k.StartsWith("__", StringComparison.Ordinal) && group.Members.All(m => m.Name != k)))
        {
            faults.Add(new(PropertyPath.Member(path, name), $"There is no such property; there are {string.Join(", ", group.Members.Select(m => m.Name))}."));
        }
    }

    private static void Check(Shape.Text text, string value, string path, List<Fault> faults)
    {
        if (text.Words is { } words && !words.Contains(value, StringComparer.Ordinal))
        {
            faults.Add(new(path, $"'{value}' is none of {string.Join(", ", words)}."));
        }
    }

    private static string Word(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "a boolean",
    };

    private static string Word(Shape shape) => shape switch
    {
        Shape.Text => "a string",
        Shape.Whole => "a whole number",
        Shape.Flag => "true or false",
        Shape.ListOf => "a list",
        _ => "an object",
    };
}
