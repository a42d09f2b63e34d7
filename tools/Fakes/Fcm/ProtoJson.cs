using System.Text.Json;

namespace Pinpush.Fakes.Fcm;

/// <summary>Reads JSON as protocol buffers do: <c>collapse_key</c> and <c>collapseKey</c> are one name, and null is absent.</summary>
internal static class ProtoJson
{
    /// <param name="name">In snake case.</param>
    public static JsonElement? Member(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return (of.TryGetProperty(name, out var value) || of.TryGetProperty(Camel(name), out value)) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
    }

    /// <summary>The first member that is not among the known names; null when all are.</summary>
    public static string? Unknown(JsonElement of, string[] names)
    {
        foreach (var member in of.EnumerateObject())
        {
            if (!names.Any(name => name == member.Name || Camel(name) == member.Name))
            {
                return member.Name;
            }
        }

        return null;
    }

    private static string Camel(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
