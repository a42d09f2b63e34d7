using System.Text.Json;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pinpush.HouseRules.Tests;

/// <summary>The solution's sources as the compiler sees them. Only what our own generators wrote most of is read as an assembly.</summary>
/// <remarks>
/// Needs a build: the packages and the projects referred to stand in <c>obj/project.assets.json</c>, and what MSBuild writes (global usings, friends,
/// protocol buffers) lies beside it. What source generators add in memory is missing, so that a call may bind to no overload but to several: all count.
/// </remarks>
internal static class Solution
{
    private static readonly Dictionary<string, CSharpCompilation> Compiled = [];

    private static readonly Dictionary<string, MetadataReference> Assemblies = [];

    private static readonly IReadOnlyList<MetadataReference> Frameworks =
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Where(f => f.Contains("/shared/", StringComparison.Ordinal)).Select(Assembly)];

    /// <summary>That these tests were built in: the folder above the framework's.</summary>
    private static readonly string Configuration = AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2];

    public static IReadOnlyList<SourceProject> Projects { get; } =
        [.. Repository.Files("*.csproj", "bundled", "infra", "tests", "tools").Select(p => new SourceProject(Folder(p), Compile(p)))];

    /// <summary>Whether a build wrote the file.</summary>
    public static bool IsGenerated(string file) => file.Contains("/obj/", StringComparison.Ordinal);

    /// <summary>Whether the line begins inside a text that goes over several lines.</summary>
    public static bool IsWithinText(string file, int number)
    {
        var tree = CSharpSyntaxTree.ParseText(Repository.Read(file));
        var begin = tree.GetText().Lines[number - 1].Start;
        return tree.GetRoot().FindToken(begin).SpanStart < begin;
    }

    private static CSharpCompilation Compile(string project)
    {
        if (Compiled.TryGetValue(project, out var done))
        {
            return done;
        }

        using var assets = JsonDocument.Parse(Repository.Read($"{Folder(project)}/obj/project.assets.json"));
        var root = assets.RootElement;
        var name = root.GetProperty("project").GetProperty("restore").GetProperty("projectName").GetString();
        var files = Sources(project).AsParallel().AsOrdered().Select(f => CSharpSyntaxTree.ParseText(Repository.Read(f), path: f));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true);
        return Compiled[project] = CSharpCompilation.Create(name, files, [.. Frameworks, .. References(project, root)], options);
    }

    private static IEnumerable<MetadataReference> References(string project, JsonElement assets)
    {
        var packages = assets.GetProperty("packageFolders").EnumerateObject().First().Name;
        var libraries = assets.GetProperty("libraries");
        foreach (var library in assets.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject())
        {
            var path = libraries.GetProperty(library.Name).GetProperty("path").GetString() ?? "";
            if (library.Value.GetProperty("type").GetString() == "project")
            {
                var other = Normal($"{Folder(project)}/{path}");
                yield return Repository.Read(other).Contains("OutputItemType=\"Analyzer\"", StringComparison.Ordinal)
                    ? Assembly(Path.Combine(Repository.Root, Folder(other), "bin", Configuration, "net10.0", $"{Path.GetFileNameWithoutExtension(other)}.dll"))
                    : Compile(other).ToMetadataReference();
            }
            else if (library.Value.TryGetProperty("compile", out var compile))
            {
                foreach (var file in compile.EnumerateObject().Where(f => f.Name.EndsWith(".dll", StringComparison.Ordinal)))
                {
                    yield return Assembly(Path.Combine(packages, path, file.Name));
                }
            }
        }
    }

    // As MSBuild collects them: what lies under the project and under no project within it, what it includes by name, what the build wrote.
    private static IEnumerable<string> Sources(string project)
    {
        var folder = Folder(project);
        var inner = Repository.Files("*.csproj", folder).Select(Folder).Where(f => f != folder).ToList();
        return Repository.Files("*.cs", folder).Where(f => !inner.Any(i => f.StartsWith($"{i}/", StringComparison.Ordinal)))
            .Concat(Included(project))
            .Concat(Repository.Built("*.cs", $"{folder}/obj/{Configuration}"));
    }

    // By the project itself, or by a file that it imports.
    private static IEnumerable<string> Included(string project)
    {
        var text = XDocument.Parse(Repository.Read(project));
        var imported = text.Descendants("Import").Select(i => Normal($"{Folder(project)}/{i.Attribute("Project")?.Value}"));
        return (from item in text.Descendants("Compile")
                from path in item.Attribute("Include")?.Value.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal).Split(';') ?? []
                where !path.Contains("$(", StringComparison.Ordinal)
                let place = Normal($"{Folder(project)}/{path}")
                from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, Folder(place)), Path.GetFileName(place))
                select Path.GetRelativePath(Repository.Root, file)).Concat(imported.SelectMany(Included));
    }

    private static MetadataReference Assembly(string file) =>
        Assemblies.TryGetValue(file, out var known) ? known : Assemblies[file] = MetadataReference.CreateFromFile(file);

    private static string Folder(string file) => Path.GetDirectoryName(file) ?? "";

    private static string Normal(string path) => Path.GetRelativePath(Repository.Root, Path.GetFullPath(path, Repository.Root));
}
