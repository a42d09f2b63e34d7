using System.Diagnostics;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Commands;
using Pinpush.Shared.Tests;

namespace Pinpush.PulumiCli.Tests;

/// <summary>A project in a folder of its own, with a Node program, the provider "testbed" and a local backend.</summary>
internal sealed class Workbench : IDisposable
{
    public const string Passphrase = "open-sesame-123";

    /// <summary>For one command of the CLI with all that it starts.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("pulumi-cli-");

    private Workbench()
    {
    }

    public string Root => root.FullName;

    public string Project => Path.Combine(Root, "project");

    /// <summary>What the provider made: one file an item.</summary>
    public string Items => Path.Combine(Root, "bed", "items");

    public string StackPath => Path.Combine(Project, "Pulumi.dev.yaml");

    public string CheckpointPath => Path.Combine(Root, "backend", ".pulumi", "stacks", "shop", "dev.json");

    /// <summary>Variables beside the usual ones.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>All that any command printed.</summary>
    public string Everything { get; private set; } = "";

    /// <param name="program">A file of Programs/; with null there is no program and no stack.</param>
    public static async Task<Workbench> CreateAsync(string? program)
    {
        var modules = program is null ? null : Need.Npm("@pulumi/pulumi", "@grpc/grpc-js", "google-protobuf/google/protobuf/struct_pb.js");
        var bench = new Workbench();
        Directory.CreateDirectory(bench.Project);
        Directory.CreateDirectory(bench.Items);
        var bin = Directory.CreateDirectory(Path.Combine(bench.Root, "bin")).FullName;
        if (modules is not null)
        {
            Directory.CreateSymbolicLink(Path.Combine(bench.Root, "node_modules"), modules);
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programs"), "*.js"))
        {
            File.Copy(file, Path.Combine(bench.Project, Path.GetFileName(file)));
        }

        var plugin = Path.Combine(bin, "pulumi-resource-testbed");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Peers", "testbed.cjs"), plugin);
        File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(bench.Project, "package.json"), """{"name":"shop","private":true}""");
        bench.Use(program ?? "none.js");
        if (program is not null)
        {
            await bench.DoneAsync("stack", "init", "dev");
        }

        return bench;
    }

    /// <summary>Makes another file the program.</summary>
    public void Use(string program) => File.WriteAllText(Path.Combine(Project, "Pulumi.yaml"), $"""
        name: shop
        runtime: nodejs
        main: {program}
        backend:
          url: file://../backend
        plugins:
          providers:
            - name: testbed
              path: ../bin

        """);

    /// <summary>Runs a command that has to succeed, in this process.</summary>
    public async Task<string> DoneAsync(params string[] args)
    {
        var (code, output) = await RunAsync(args);
        Assert.True(code == 0, $"{string.Join(' ', args)} ended with {code}:\n{output}");
        return output;
    }

    /// <summary>Runs a command in this process.</summary>
    /// <returns>Exit code, and both streams in the order in which they were written.</returns>
    public async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        return await RunAsync(limit.Token, args);
    }

    public async Task<(int Code, string Output)> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using var text = new StringWriter();
        using var output = TextWriter.Synchronized(text);
        var host = new CommandHost(output, output, TextReader.Null, Interactive: false, Project, Environment(), TimeProvider.System);
        var code = await CommandLine.RunAsync(args, host, cancellationToken);
        Everything += text.ToString();
        return (code, text.ToString());
    }

    /// <summary>Starts a command as a process of its own.</summary>
    public Process Start(params string[] args) => Start([], args);

    /// <param name="wrapper">A program, with its arguments, that runs the command; none to start it directly.</param>
    public Process Start(string[] wrapper, params string[] args)
    {
        string[] all = [.. wrapper, "dotnet", Path.Combine(AppContext.BaseDirectory, "Pinpush.PulumiCli.dll"), .. args];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = Project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!; // not null without shell execution
    }

    /// <summary>Runs a command as a process of its own to its end.</summary>
    public async Task<(int Code, string Output)> ProcessAsync(params string[] args)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var process = Start(args);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            var all = await output + await error;
            Everything += all;
            return (process.ExitCode, all);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The deployment of the state file.</summary>
    public JsonObject Deployment() => JsonNode.Parse(File.ReadAllText(CheckpointPath))!["checkpoint"]!["latest"]!.AsObject(); // there after an update

    /// <summary>The entries of the state by name, a provider's with its package; of a replaced one that still has to go, the new one.</summary>
    // entries are objects
    public Dictionary<string, JsonNode> Resources() =>
        (Deployment()["resources"]?.AsArray() ?? []).Where(r => r!["delete"] is null).ToDictionary(r => NameOf(r!), r => r!);

    /// <summary>Names of the items that the provider holds, sorted.</summary>
    // as the provider writes them
    public string[] ItemNames() =>
        [.. Directory.EnumerateFiles(Items, "*.json").Select(f => JsonNode.Parse(File.ReadAllText(f))!["urn"]!.GetValue<string>().Split("::", 4)[3])
            .Order(StringComparer.Ordinal)];

    /// <summary>What the provider was asked, without reads and configurations.</summary>
    public string[] Calls()
    {
        var path = Path.Combine(Root, "bed", "calls.log");
        return File.Exists(path) ? [.. File.ReadAllLines(path).Where(l => l.Split(' ')[0] is "create" or "update" or "delete" or "kill")] : [];
    }

    public void ForgetCalls() => File.Delete(Path.Combine(Root, "bed", "calls.log"));

    public void Dispose() => root.Delete(recursive: true);

    private static string NameOf(JsonNode resource)
    {
        var (type, name) = (resource["type"]!.GetValue<string>(), resource["urn"]!.GetValue<string>().Split("::", 4)[3]); // every entry has them
        return type.StartsWith("pulumi:providers:", StringComparison.Ordinal) ? $"{type["pulumi:providers:".Length..]} {name}" : name;
    }

    private Dictionary<string, string> Environment()
    {
        var all = new Dictionary<string, string>
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "",
            ["HOME"] = Path.Combine(Root, "home"),
            ["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "",
            ["TESTBED"] = Path.Combine(Root, "bed"),
            ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
        };
        foreach (var (name, value) in Variables)
        {
            all[name] = value;
        }

        return all;
    }
}
