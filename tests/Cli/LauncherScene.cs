using System.Reflection;
using System.Text.Json;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>
/// The launcher in a folder of its own, with the project's files beside it and the program where it lies: what changes there changes nothing here.
/// </summary>
/// <remarks>Whatever builds with the launcher is in one collection: two builds at once would write the same files.</remarks>
[CollectionDefinition(Collection)]
public sealed class LauncherScene : IDisposable
{
    public const string Collection = "launcher";

    internal static readonly string Repository =
        typeof(LauncherScene).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryFolder").Value!; // set by the project

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pinpush-launcher-");

    public LauncherScene()
    {
        foreach (var name in new[] { "pinpush", "examples" })
        {
            File.CreateSymbolicLink(Path.Combine(Folder, name), Path.Combine(Repository, name));
        }

        foreach (var file in Directory.EnumerateFiles(Repository, "Pulumi*.yaml"))
        {
            var text = File.ReadAllText(file).Replace("main: infra", $"main: {Path.Combine(Repository, "infra")}", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(Folder, Path.GetFileName(file)), text);
        }
    }

    internal string Folder => folder.FullName;

    /// <summary>From here on the program is run as the tests were built with it: half a dozen builds less.</summary>
    internal void UseBuiltProgram()
    {
        var project = Path.Combine(Folder, "Pulumi.yaml");
        var binary = Path.Combine(Repository, "infra", "bin", "Release", "net10.0", "Pinpush.Infra.dll");
        var text = File.ReadAllText(project);
        File.WriteAllText(project, text.Replace("runtime: dotnet", $"runtime: {{ name: dotnet, options: {{ binary: {binary} }} }}", StringComparison.Ordinal));
    }

    /// <summary>Variables of every command; more may be added.</summary>
    internal Dictionary<string, string> Variables => new(Added)
    {
        ["PINPUSH_HOME"] = Path.Combine(Folder, ".pinpush"),
        ["PINPUSH_URLS"] = "http://127.0.0.1:0",
        ["XDG_CONFIG_HOME"] = Path.Combine(Folder, ".config"),
        ["PULUMI_HOME"] = Path.Combine(Folder, ".pulumi-home"),
    };

    internal Dictionary<string, string> Added { get; } = [];

    /// <summary>Starts a line of bash, as the README has them.</summary>
    internal ToolProcess Start(string line) => new(Folder, Variables, "bash", "-c", line);

    /// <summary>Runs a line of bash to its end.</summary>
    internal async Task<(int ExitCode, string Text)> RunAsync(string line, CancellationToken cancellationToken)
    {
        using var process = Start(line);
        var code = await process.EndAsync(cancellationToken);
        return (code, string.Join('\n', process.Lines.Where(l => !l.StartsWith("pinpush: building", StringComparison.Ordinal)))); // the first command may
    }

    /// <summary>Runs a line that has to work, and reads what it printed as JSON.</summary>
    internal async Task<JsonElement> JsonAsync(string line, CancellationToken cancellationToken)
    {
        var (code, text) = await RunAsync($"{line} 2>/dev/null", cancellationToken);
        Assert.True(code == ExitCode.Done, $"{line} ended with {code}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
