using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Display;

/// <summary>The changed places of an update, and nothing beside them, as a tree of names.</summary>
internal sealed class DiffText
{
    private readonly SortedDictionary<PropertyPath.Part, DiffText> children = new(Comparer<PropertyPath.Part>.Create(static (a, b) =>
        (a.Index ?? -1).CompareTo(b.Index ?? -1) is not 0 and var byIndex ? byIndex : string.CompareOrdinal(a.Name, b.Name)));

    private PropertyValue? old;
    private PropertyValue? value;
    private bool isLeaf;
    private string prefix = "";

    /// <param name="hidden">Paths that the program asked to keep out of diffs.</param>
    public static IEnumerable<string> Lines(
        ResourceState old, ResourceState now, IEnumerable<PropertyChange> changes, IReadOnlyList<PropertyPath> hidden, int indent)
    {
        var root = new DiffText();
        foreach (var change in changes.Where(c => !c.Path.Parts[0].Name?.StartsWith("__", StringComparison.Ordinal) ?? true))
        {
            if (!hidden.Any(h => h.Covers(change.Path)))
            {
                var side = change.OfInputs ? old.Inputs : old.Outputs;
                root.Add(change.Path.Parts.AsSpan(), side.Find(change.Path) ?? old.Outputs.Find(change.Path),
                    now.Inputs.Find(change.Path) ?? (change.OfInputs ? null : now.Outputs.Find(change.Path)), change.Kind);
            }
        }

        return root.Print(indent);
    }

    /// <summary>Between two maps, such as a stack's outputs.</summary>
    public static IEnumerable<string> Lines(PropertyMap olds, PropertyMap news, int indent)
    {
        var root = new DiffText();
        foreach (var change in ObjectDiff.Compare(olds, news))
        {
            root.Add(change.Path.Parts.AsSpan(), olds.Find(change.Path), news.Find(change.Path), change.Kind);
        }

        return root.Print(indent);
    }

    private void Add(ReadOnlySpan<PropertyPath.Part> parts, PropertyValue? before, PropertyValue? after, ChangeKind kind)
    {
        var node = this;
        foreach (var part in parts)
        {
            node = node.Child(part);
        }

        node.Set(kind == ChangeKind.Add ? null : before, kind == ChangeKind.Delete ? null : after);
    }

    // A changed map, list or JSON text is taken apart, down to what differs in it.
    private void Set(PropertyValue? before, PropertyValue? after)
    {
        var (words, inside) = ObjectText.Structure(after);
        if (inside is not null && ObjectText.Structure(before) is (var oldWords, { } oldInside) && oldWords == words && inside.GetType() == oldInside.GetType())
        {
            prefix = words;
            var changes = ObjectDiff.Compare(PropertyMaps.Empty.Add("v", oldInside), PropertyMaps.Empty.Add("v", inside));
            foreach (var change in changes)
            {
                Add(change.Path.Parts.AsSpan()[1..], PropertyMaps.Empty.Add("v", oldInside).Find(change.Path),
                    PropertyMaps.Empty.Add("v", inside).Find(change.Path), change.Kind);
            }

            if (changes.Count > 0)
            {
                return;
            }
        }

        (old, value, isLeaf) = (before, after, true);
    }

    private DiffText Child(PropertyPath.Part part)
    {
        if (!children.TryGetValue(part, out var child))
        {
            children[part] = child = new DiffText();
        }

        return child;
    }

    private IEnumerable<string> Print(int indent)
    {
        var width = children.Count == 0 ? 0 : children.Keys.Max(k => Label(k).Length);
        return children.SelectMany(c => c.Value.Print(Label(c.Key).PadRight(width), indent));
    }

    private IEnumerable<string> Print(string label, int indent)
    {
        if (!isLeaf)
        {
            var (open, close) = children.Keys.FirstOrDefault().Index is not null ? ("[", "]") : ("{", "}");
            return [$"{ObjectText.Head(indent, "~ ")}{label}: {prefix}{open}", .. Print(indent + 4), ObjectText.Head(indent, "  ") + close];
        }

        return (old, value) switch
        {
            (null, { } added) => ObjectText.Named(label, added, indent, "+ "),
            ({ } removed, null) => ObjectText.Named(label, removed, indent, "- "),
            ({ } before, { } after) => [$"{ObjectText.Head(indent, "~ ")}{label}: {ObjectText.Inline(before)} => {ObjectText.Inline(after)}"],
            _ => [$"{ObjectText.Head(indent, "~ ")}{label}: [unknown]"],
        };
    }

    private static string Label(PropertyPath.Part part) => part.Index is { } index ? $"[{index}]" : part.Name!; // a part is an index or has a name
}
