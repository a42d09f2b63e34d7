using System.Text.Json;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Stacks;
using Pinpush.Client;

namespace Pinpush.Cli.Demo;

/// <summary>
/// The project's program as the stack <c>dev</c> of a project of the demo's own: state, settings and the built program lie in <paramref name="folder"/>,
/// so that the demo changes nothing of the user's. Run by the CLI that comes along: nothing is downloaded.
/// </summary>
internal sealed class DemoStack(string folder, PulumiProject project, ConnectionSettings server)
{
    private const string Stack = StackChoice.Default, Run = "demo";

    private readonly PulumiProject own = project with { Folder = Path.Combine(folder, "project") };

    /// <summary>The name under which the server keeps the one send of the demo's campaign.</summary>
    public string RunName => $"{project.Name}/{Stack}/{Run}";

    /// <summary>Builds the program and takes the stack's settings over.</summary>
    /// <param name="launched">The campaign was sent in an earlier demo.</param>
    public async Task<ToolRun> PrepareAsync(bool launched, CancellationToken cancellationToken)
    {
        var built = await ToolRun.EndAsync(
            [
                Environment.ProcessPath ?? "dotnet", "publish", Path.Combine(project.Folder, project.Main ?? "."), "-c", "Release",
                "-o", Path.Combine(folder, "program"), "-nologo", "-v", "q", "-nodeReuse:false",
            ],
            project.Folder, new Dictionary<string, string?>(), cancellationToken);
        if (built.ExitCode != 0)
        {
            return built;
        }

        Directory.CreateDirectory(own.Folder);
        await File.WriteAllTextAsync(
            Path.Combine(own.Folder, "Pulumi.yaml"),
            $"name: {project.Name}\nruntime:\n  name: dotnet\n  options:\n    binary: ../program/Pinpush.Infra.dll\n", cancellationToken);
        File.Copy(project.SettingsFile(Stack), own.SettingsFile(Stack), overwrite: true);
        return launched ? await LaunchAsync(cancellationToken) : built;
    }

    public Task<ToolRun> PreviewAsync(CancellationToken cancellationToken) => PulumiAsync(["preview", "--suppress-outputs"], cancellationToken);

    /// <summary>With a look at what is there: a demo that was interrupted leaves notes that only this clears.</summary>
    public Task<ToolRun> UpAsync(CancellationToken cancellationToken) => PulumiAsync(["up", "--yes", "--skip-preview", "--refresh"], cancellationToken);

    public Task<ToolRun> UpWithDiffAsync(CancellationToken cancellationToken) =>
        PulumiAsync(["up", "--yes", "--skip-preview", "--diff", "--suppress-outputs"], cancellationToken);

    /// <summary>Names the run of the campaign that is sent at once: the next up sends it.</summary>
    public Task<ToolRun> LaunchAsync(CancellationToken cancellationToken) => PulumiAsync(["config", "set", "launchRun", Run], cancellationToken);

    /// <summary>The stack's outputs: <c>applicationId</c>, and ids by name in <c>campaigns</c>.</summary>
    public async Task<JsonElement> OutputsAsync(CancellationToken cancellationToken)
    {
        var ended = await PulumiAsync(["stack", "output", "--json"], cancellationToken);
        using var outputs = JsonDocument.Parse(string.Join('\n', ended.Output));
        return outputs.RootElement.Clone();
    }

    private Task<ToolRun> PulumiAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var state = Directory.CreateDirectory(Path.Combine(folder, "state")).FullName;
        StackVariables.MakeStack(state, project.Name, Stack);
        Dictionary<string, string?> variables = new() { ["PULUMI_BACKEND_URL"] = $"file://{state}", ["PULUMI_CONFIG_PASSPHRASE"] = "dev" };
        ServerVariables.AddTo(variables, server);
        PulumiTool.Bundled.AddTo(variables);
        string[] quiet = arguments is ["stack" or "config", ..] ? [] : ["--non-interactive"];
        return ToolRun.EndAsync(PulumiTool.Bundled, [.. arguments, "--stack", Stack, .. quiet], own.Folder, variables, cancellationToken);
    }
}
