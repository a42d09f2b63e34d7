using System.Text.Json.Nodes;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Display;

/// <summary>The resources of a state, each below its parent.</summary>
internal static class ResourceTree
{
    /// <param name="resources">As the state file has them, parents first; nothing of them need be decrypted.</param>
    public static IEnumerable<string> Lines(IEnumerable<JsonObject> resources)
    {
        var all = resources.Where(r => r["delete"] is null).Select(r => (Urn: Text(r, "urn"), Type: Text(r, "type"), Parent: Text(r, "parent"))).ToList();
        var known = all.Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        var children = all.ToLookup(r => known.Contains(r.Parent) ? r.Parent : "");
        var rows = Below("", "").ToList();
        var width = rows.Select(r => r.Type.Length).Append(4).Max();
        return rows.Select(r => $"    {r.Type.PadRight(width)}  {r.Name}").Prepend($"    {"TYPE".PadRight(width)}  NAME")
            .Prepend($"Current stack resources ({all.Count}):");

        IEnumerable<(string Type, string Name)> Below(string parent, string margin)
        {
            var here = children[parent].ToList();
            return here.SelectMany((r, i) => Below(r.Urn, parent.Length == 0 ? "" : margin + (i == here.Count - 1 ? "   " : "│  "))
                .Prepend(((parent.Length == 0 ? "" : margin + (i == here.Count - 1 ? "└─ " : "├─ ")) + r.Type, Urn.NameOf(r.Urn))));
        }
    }

    private static string Text(JsonObject resource, string member) => resource[member]?.GetValue<string>() ?? "";
}
