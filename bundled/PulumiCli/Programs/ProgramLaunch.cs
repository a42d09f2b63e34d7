using System.Globalization;
using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Programs;

/// <summary>How the user's program is started: command line and variables.</summary>
/// <param name="Assembly">The built .NET program; null: <c>dotnet run</c> finds it, or it is none.</param>
/// <remarks>Source: Pulumi language hosts for dotnet and nodejs.</remarks>
internal sealed record ProgramLaunch(Project Project, string Stack, StackConfig Config, string? Assembly, bool Preview, int Parallel)
{
    /// <summary>Of the local backend; it knows no others.</summary>
    public const string Organization = "organization";

    /// <param name="address">Where monitor and engine listen, <c>host:port</c>.</param>
    /// <exception cref="Failure">The runtime is not known, or the program is not there.</exception>
    public ChildCommand Command(string address) => Project.Runtime switch
    {
        "dotnet" => DotNet(),
        "nodejs" => NodeProgram.Command(this, Folder, EntryPointOf(Project), address),
        var other => throw new Failure($"{Project.Path}: runtime '{other}' cannot be run here; 'dotnet' and 'nodejs' can."),
    };

    /// <summary>Builds the program if it is one that must be built before it can run.</summary>
    /// <returns><see cref="Assembly"/></returns>
    /// <exception cref="Failure">It does not build.</exception>
    public static async Task<string?> BuildAsync(CommandHost host, Project project, CancellationToken cancellationToken) =>
        project.Runtime == "dotnet" && !project.RuntimeOptions.ContainsKey("binary")
            ? await new ProgramBuild(host, project, FolderOf(project), TargetOf(project), DotNetTool(project)).ReadyAsync(cancellationToken) : null;

    public IReadOnlyDictionary<string, string> Environment(IReadOnlyDictionary<string, string> own, string address)
    {
        var all = own.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        (string Name, string Value)[] added =
        [
            ("PULUMI_MONITOR", address),
            ("PULUMI_ENGINE", address),
            ("PULUMI_PROJECT", Project.Name),
            ("PULUMI_STACK", Stack),
            ("PULUMI_ORGANIZATION", Organization),
            ("PULUMI_DRY_RUN", Preview ? "true" : "false"),
            ("PULUMI_QUERY_MODE", "false"),
            ("PULUMI_PARALLEL", Parallel.ToString(CultureInfo.InvariantCulture)),
            ("PULUMI_ROOT_DIRECTORY", Project.Folder),
            ("PULUMI_PWD", Folder),
            ("PULUMI_CONFIG", Config.ToJson()),
            ("PULUMI_CONFIG_SECRET_KEYS", Config.SecretKeysToJson()),
        ];
        foreach (var (name, value) in added)
        {
            all[name] = value;
        }

        // The program has no use for it, and whatever it prints of its variables must not hold it.
        all.Remove(Secrets.Passphrase.Variable);
        return all;
    }

    /// <summary>The working folder: the project's, or the one that <c>main</c> names or lies in.</summary>
    private static string FolderOf(Project project) => MainOf(project) is not { } main ? project.Folder
        : Directory.Exists(main) ? main : Path.GetDirectoryName(main) ?? project.Folder;

    private static string EntryPointOf(Project project) => MainOf(project) is { } main && !Directory.Exists(main) ? Path.GetFileName(main) : ".";

    private static string TargetOf(Project project) => Path.GetFullPath(EntryPointOf(project), FolderOf(project));

    private static string DotNetTool(Project project) => project.RuntimeOptions.GetValueOrDefault("use-executor") ?? "dotnet";

    private static string? MainOf(Project project) => project.Main is { Length: > 0 } main ? Path.GetFullPath(main, project.Folder) : null;

    private string Folder => FolderOf(Project);

    private ChildCommand DotNet()
    {
        if (Project.RuntimeOptions.GetValueOrDefault("binary") is not { Length: > 0 } binary)
        {
            return new ChildCommand(DotNetTool(Project), Assembly is null ? ["run", "--no-build", "--project", TargetOf(Project)] : [Assembly], Folder);
        }

        var path = Path.GetFullPath(binary, Folder);
        if (!File.Exists(path))
        {
            throw new Failure($"{Project.Path}: the program's binary {path} does not exist. Build it first, or leave out runtime.options.binary.");
        }

        return path.EndsWith(".dll", StringComparison.Ordinal) ? new ChildCommand("dotnet", [path], Folder) : new ChildCommand(path, [], Folder);
    }
}
