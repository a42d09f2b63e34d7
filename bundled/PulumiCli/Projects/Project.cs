using System.Collections.Immutable;

namespace Pinpush.PulumiCli.Projects;

/// <summary>What <c>Pulumi.yaml</c> says. Members that are not read here are allowed and left alone.</summary>
internal sealed record Project
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    public required string Name { get; init; }

    /// <summary><c>dotnet</c> or <c>nodejs</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Texts by name, e.g. <c>binary</c>.</summary>
    public ImmutableDictionary<string, string> RuntimeOptions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Folder or file of the program, relative to the file; null for the file's own folder.</summary>
    public string? Main { get; init; }

    public string? BackendUrl { get; init; }

    /// <summary>Folder of the stack files, relative to the file.</summary>
    public string? StackConfigFolder { get; init; }

    /// <summary><c>options.refresh: always</c></summary>
    public bool RefreshAlways { get; init; }

    public ImmutableArray<ConfigDeclaration> Config { get; init; } = [];

    /// <summary>Provider plugins that the project names itself.</summary>
    public ImmutableArray<NamedPlugin> Plugins { get; init; } = [];

    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? "/";

    /// <summary>Where the stack's configuration lies; <c>/</c> of a stack name becomes a dot.</summary>
    public string StackFilePath(string stack) => System.IO.Path.Combine(Folder, StackConfigFolder ?? "", $"Pulumi.{stack.Replace('/', '.')}.yaml");

    /// <summary>Looks for the file in the folder and upwards.</summary>
    /// <exception cref="Failure">There is none, or it is wrong.</exception>
    public static Project Find(string folder)
    {
        for (var at = folder; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            if (new[] { "Pulumi.yaml", "Pulumi.yml" }.Select(n => System.IO.Path.Combine(at, n)).FirstOrDefault(File.Exists) is { } path)
            {
                return ProjectReader.Read(path);
            }
        }

        throw new Failure($"No Pulumi.yaml lies in {folder} or above it.");
    }
}
