using Pinpush.Contract;

namespace Pinpush.Server.Kernel;

/// <summary>
/// From the raw request target to the operation: a tree of path segments. Each segment is taken from the raw target and
/// unescaped once, here: the framework would leave <c>%2F</c> but decode <c>%252F</c> into it.
/// </summary>
internal sealed class OperationTree
{
    /// <summary>The other address of PutEvents: Amplify JS up to version 5 sends its last events there, as a beacon when a page closes.</summary>
    private const string LegacyEvents = "/v1/apps/{application-id}/events/legacy";

    private readonly Node root = new();

    public OperationTree()
    {
        foreach (var operation in Operation.All)
        {
            Add(operation, operation.Path);
        }

        Add(Operation.All.Single(o => o.Name == "PutEvents"), LegacyEvents);
    }

    /// <summary>Finds the operation of <paramref name="path"/> (raw, without query).</summary>
    /// <returns>No node when nobody answers there; a null operation when only other methods are.</returns>
    public (bool Known, Operation? Operation, IReadOnlyDictionary<string, string> Values) Find(string method, string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var node = path.StartsWith('/') ? Find(root, path[1..].Split('/'), values) : null;
        return node is null ? (false, null, values) : (true, node.Operations.GetValueOrDefault(method), values);
    }

    private void Add(Operation operation, string path)
    {
        var node = root;
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node.Child(segment);
        }

        node.Operations[operation.Method] = operation;
    }

    // A fixed word goes before a variable, and back again where it leads nowhere: templates/N/push is fixed, templates/N/{template-type}/versions is not.
    private static Node? Find(Node node, ReadOnlySpan<string> rest, Dictionary<string, string> values)
    {
        if (rest is not [var raw, .. var further])
        {
            return node.Operations.Count > 0 ? node : null;
        }

        if (node.Fixed.TryGetValue(raw, out var next) && Find(next, further, values) is { } found)
        {
            return found;
        }

        if (node.Variable is not { } variable || raw.Length == 0 || Find(variable, further, values) is not { } end)
        {
            return null;
        }

        values[node.VariableName] = Uri.UnescapeDataString(raw);
        return end;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Fixed { get; } = new(StringComparer.Ordinal);

        public Node? Variable { get; private set; }

        public string VariableName { get; private set; } = "";

        public Dictionary<string, Operation> Operations { get; } = new(StringComparer.Ordinal);

        public Node Child(string segment)
        {
            if (segment.StartsWith('{'))
            {
                VariableName = segment[1..^1];
                return Variable ??= new Node();
            }

            return Fixed.TryGetValue(segment, out var node) ? node : Fixed[segment] = new Node();
        }
    }
}
