using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Pinpush.Bench;

/// <summary>A project whose program declares as many resources as it is told, ready for <c>pulumi preview</c> with the bundled CLI and both plugins.</summary>
internal sealed class PreviewStage : IDisposable
{
    private static readonly string Here = AppContext.BaseDirectory, Program = Setting("PreviewProgram");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pinpush-preview-");

    /// <summary>The npm packages of the tests; null when they are not installed.</summary>
    public static string? Modules { get; } = Path.Combine(Setting("PeersFolder"), "node_modules") is var modules
        && Directory.Exists(Path.Combine(modules, "@pulumi", "aws")) ? modules : null;

    /// <param name="node">The program in JavaScript, else the one in C#, which is built.</param>
    public static async Task<PreviewStage> StartAsync(bool node, CancellationToken cancellationToken)
    {
        var stage = new PreviewStage();
        File.WriteAllText(stage.At("Pulumi.yaml"), $$"""
            name: bench
            runtime: {{(node ? "nodejs" : $"{{ name: dotnet, options: {{ binary: {Program} }} }}")}}
            {{(node ? "main: program.cjs" : "")}}
            backend: { url: "file://." }

            """);
        File.WriteAllText(stage.At("Pulumi.dev.yaml"), "config: { aws:region: eu-central-1, pinpoint:region: eu-central-1 }\n");
        if (node)
        {
            File.Copy(Path.Combine(Here, "program.cjs"), stage.At("program.cjs"));
            File.WriteAllText(stage.At("package.json"), """{"name":"bench","private":true}""");
            Directory.CreateSymbolicLink(stage.At("node_modules"), Modules!); // asked for only when it is there
        }

        await stage.RunAsync(Cli("stack", "init", "dev"), 0, cancellationToken);
        return stage;
    }

    /// <summary>The .NET program that ends at once.</summary>
    public Task<TimeSpan> NothingAsync(CancellationToken cancellationToken) => RunAsync(["dotnet", Program, "nothing"], 0, cancellationToken);

    public Task<TimeSpan> PreviewAsync(int resources, CancellationToken cancellationToken) =>
        RunAsync(Cli("preview", "--non-interactive"), resources, cancellationToken);

    /// <summary>
    /// The most memory that the CLI, the program and the plugins had together:
    /// proportional set sizes (shared pages count once), looked at every 20 ms. In bytes.
    /// </summary>
    /// <remarks>Linux only.</remarks>
    public async Task<long> MemoryAsync(int resources, CancellationToken cancellationToken)
    {
        using var process = Start(Cli("preview", "--non-interactive"), resources);
        var (most, ended) = (0L, EndAsync(process, cancellationToken));
        while (!ended.IsCompleted)
        {
            most = Math.Max(most, ProcessTree.Memory(process.Id));
            await Task.WhenAny(ended, Task.Delay(20, cancellationToken));
        }

        await ended;
        return most;
    }

    public void Dispose() => folder.Delete(recursive: true);

    // set in the project file
    private static string Setting(string key) =>
        typeof(PreviewStage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string[] Cli(params string[] arguments) => [Path.Combine(Here, "Pinpush.PulumiCli"), .. arguments];

    private async Task<TimeSpan> RunAsync(string[] command, int resources, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Start(command, resources);
        await EndAsync(process, cancellationToken);
        return Stopwatch.GetElapsedTime(begun);
    }

    private Process Start(string[] command, int resources)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in new[]
        {
            ("RESOURCES", resources.ToString(CultureInfo.InvariantCulture)), ("PULUMI_CONFIG_PASSPHRASE", "bench"),
            // a first preview asks no server
            ("AWS_ACCESS_KEY_ID", "bench"), ("AWS_SECRET_ACCESS_KEY", "bench"), ("AWS_ENDPOINT_URL_PINPOINT", "http://127.0.0.1:9"),
            ("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."))),
        })
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!; // not null without a shell
    }

    /// <exception cref="BenchmarkFailedException">It did not end well.</exception>
    private static async Task EndAsync(Process process, CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new BenchmarkFailedException($"{process.StartInfo.FileName} ended with {process.ExitCode}: {await output}{await error}");
        }
    }

    private string At(string name) => Path.Combine(folder.FullName, name);
}
