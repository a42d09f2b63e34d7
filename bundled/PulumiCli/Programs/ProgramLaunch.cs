using System.Globalization;
using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Programs;

/// <summary>How the user's program is started: command line and variables.</summary>
/// <remarks>Source: Pulumi language hosts for dotnet and nodejs.</remarks>
internal sealed record ProgramLaunch(Project Project, string Stack, StackConfig Config, bool Preview, int Parallel)
{
    /// <summary>Of the local backend; it knows no others.</summary>
    public const string Organization = "organization";

    /// <param name="address">Where monitor and engine listen, <c>host:port</c>.</param>
    /// <exception cref="Failure">The runtime is not known, or the program is not there.</exception>
    public ChildCommand Command(string address) => Project.Runtime switch
    {
        "dotnet" => DotNet(),
        "nodejs" => NodeProgram.Command(this, Folder, EntryPoint, address),
        var other => throw new Failure($"{Project.Path}: runtime '{other}' cannot be run here; 'dotnet' and 'nodejs' can."),
    };

    /// <summary>What the program must build before it can run; null when it comes built.</summary>
    public ChildCommand? Build() => Project.Runtime == "dotnet" && !Project.RuntimeOptions.ContainsKey("binary")
        ? new ChildCommand(DotNetTool, ["build", "-nologo", "-clp:ErrorsOnly", Target], Folder) : null;

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
    private string Folder => Project.Main is not { Length: > 0 } main ? Project.Folder
        : Directory.Exists(MainPath(main)) ? MainPath(main) : Path.GetDirectoryName(MainPath(main)) ?? Project.Folder;

    private string EntryPoint => Project.Main is { Length: > 0 } main && !Directory.Exists(MainPath(main)) ? Path.GetFileName(MainPath(main)) : ".";

    private string Target => EntryPoint == "." ? Folder : Path.Combine(Folder, EntryPoint);

    private string DotNetTool => Project.RuntimeOptions.GetValueOrDefault("use-executor") ?? "dotnet";

    private string MainPath(string main) => Path.GetFullPath(main, Project.Folder);

    private ChildCommand DotNet()
    {
        if (Project.RuntimeOptions.GetValueOrDefault("binary") is not { Length: > 0 } binary)
        {
            return new ChildCommand(DotNetTool, ["run", "--no-build", "--project", Target], Folder);
        }

        var path = Path.GetFullPath(binary, Folder);
        if (!File.Exists(path))
        {
            throw new Failure($"{Project.Path}: the program's binary {path} does not exist. Build it first, or leave out runtime.options.binary.");
        }

        return path.EndsWith(".dll", StringComparison.Ordinal) ? new ChildCommand("dotnet", [path], Folder) : new ChildCommand(path, [], Folder);
    }
}
