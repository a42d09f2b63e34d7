using Microsoft.CodeAnalysis;

namespace Pinpush.HouseRules.Tests;

/// <summary>Which folder of one project knows which: A -> B when a file in A names a type that lies in B, or a member of it.</summary>
/// <remarks>
/// A folder within a folder is a room of its own, as it is a namespace of its own. <c>.</c> is the project's own folder: the hall, which opens
/// every room and holds what all of them share, so a way through it makes no circle.
/// </remarks>
internal sealed class FolderMap
{
    private const string Hall = ".";

    private readonly SortedDictionary<string, SortedDictionary<string, string>> _arrows = new(StringComparer.Ordinal);

    public FolderMap(SourceProject project)
    {
        Project = project.Folder;
        foreach (var use in project.Uses)
        {
            if ((use.Symbol as INamedTypeSymbol ?? use.Symbol.ContainingType) is { } type
                && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, project.Compilation.Assembly))
            {
                Add(use.File, type);
            }
        }
    }

    /// <summary>The project's folder, from the repository's root.</summary>
    public string Project { get; }

    /// <summary>Each arrow, such as <c>tools/Server: Campaigns -> Delivery</c>, with one use that makes it.</summary>
    public IEnumerable<(string Arrow, string Reason)> Arrows =>
        from one in _arrows
        from other in one.Value
        select ($"{Project}: {one.Key} -> {other.Key}", other.Value);

    /// <summary>Each folder that comes back to itself, with all that lie on the ways: <c>tools/Server: Apps, Tags</c>.</summary>
    public IEnumerable<string> Circles =>
        (from folder in _arrows.Keys
         where folder != Hall && Reached(folder).Contains(folder)
         select $"{Project}: {string.Join(", ", Reached(folder).Where(f => Reached(f).Contains(folder)).Order(StringComparer.Ordinal))}").Distinct();

    /// <summary>The map as it is written down: one line a folder.</summary>
    public IEnumerable<string> Lines => _arrows.Select(a => $"{Project}: {a.Key} -> {string.Join(", ", a.Value.Keys)}");

    private void Add(string file, INamedTypeSymbol type)
    {
        var from = Room(file);
        var places = type.DeclaringSyntaxReferences.Select(r => r.SyntaxTree.FilePath).Where(f => !Solution.IsGenerated(f)).Select(Room).ToList();
        if (places.Count == 0 || places.Contains(from))
        {
            return;
        }

        if (!_arrows.TryGetValue(from, out var known))
        {
            _arrows[from] = known = new(StringComparer.Ordinal);
        }

        known.TryAdd(places[0], $"{file} uses {type.Name}");
    }

    private HashSet<string> Reached(string folder)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            foreach (var other in _arrows.TryGetValue(next, out var known) ? known.Keys.Where(f => f != Hall && reached.Add(f)) : [])
            {
                open.Push(other);
            }
        }

        return reached;
    }

    private string Room(string file) => Path.GetRelativePath(Project, Path.GetDirectoryName(file) ?? "");
}
