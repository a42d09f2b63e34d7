using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli;
using Pinpush.PulumiCli.Commands;
using Pinpush.Shared.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>A project with a Node program in a folder of its own, worked on by the CLI as a process, with both plugins.</summary>
internal sealed class Stack : IDisposable
{
    public const string Passphrase = "open-sesame-123";

    /// <summary>For one command with all that it starts.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo root;
    private readonly StringBuilder everything = new();

    private Stack(DirectoryInfo root, Cloud cloud) => (this.root, Endpoint, Variables) = (root, cloud.Address, new()
    {
        ["AWS_ACCESS_KEY_ID"] = cloud.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = cloud.SecretAccessKey,
    });

    /// <summary>Where the program's resources are made.</summary>
    public Uri Endpoint { get; set; }

    /// <summary>Variables of every command. The programs read <c>PHASE</c>: how far their story has gone.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>All that commands printed that were processes of their own.</summary>
    public string Everything => everything.ToString();

    /// <summary>Project and state.</summary>
    public string Folder => root.FullName;

    public string StatePath => Path.Combine(Folder, "backend", ".pulumi", "stacks", "shop", "dev.json");

    public int Phase { set => Variables["PHASE"] = $"{value}"; }

    public string Project => Path.Combine(Folder, "project");

    /// <param name="program">A file of Programs/, without its ending.</param>
    /// <param name="config">Secret configuration.</param>
    public static async Task<Stack> StartAsync(Cloud cloud, string program, params (string Key, string Secret)[] config)
    {
        var modules = Need.Npm("@pulumi/pulumi", "@pulumi/aws");
        var stack = new Stack(Directory.CreateTempSubdirectory("pinpush-stack-"), cloud) { Phase = 1 };
        Directory.CreateDirectory(stack.Project);
        Directory.CreateSymbolicLink(Path.Combine(stack.Folder, "node_modules"), modules);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programs"), "*.cjs"))
        {
            File.Copy(file, Path.Combine(stack.Project, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(stack.Project, "package.json"), """{"name":"shop","private":true}""");
        stack.Use(program);
        await stack.InitAsync("dev");
        foreach (var (key, secret) in config)
        {
            await stack.SetSecretAsync(key, secret);
        }

        return stack;
    }

    /// <summary>Makes another file the program.</summary>
    public void Use(string program) => File.WriteAllText(Path.Combine(Project, "Pulumi.yaml"), $"""
        name: shop
        runtime: nodejs
        main: {program}.cjs
        backend:
          url: file://../backend

        """);

    /// <summary>Makes a stack, with its settings unless it has some from before, and selects it.</summary>
    public async Task InitAsync(string name)
    {
        var settings = Path.Combine(Project, $"Pulumi.{name}.yaml");
        if (!File.Exists(settings))
        {
            await File.WriteAllTextAsync(settings, $"""
                config:
                  aws:region: {Cloud.Region}
                  pinpoint:region: {Cloud.Region}

                """);
        }

        await DoneAsync("stack", "init", name);
    }

    /// <summary>Runs a command that has to succeed; gives its standard output.</summary>
    public async Task<string> DoneAsync(params string[] args)
    {
        var ended = await RunAsync(args);
        Assert.True(ended.Code == 0, $"{string.Join(' ', args)}: {ended}");
        return ended.Output;
    }

    public Task<string> UpAsync(params string[] args) => DoneAsync(["up", "--yes", "--skip-preview", .. args]);

    /// <summary>Runs a command that has to fail, and say this.</summary>
    public async Task<Ended> RefusedAsync(string says, params string[] args)
    {
        var ended = await RunAsync(args);
        Assert.True(
            ended.Code != 0 && (ended.Output + ended.Error).Contains(says, StringComparison.Ordinal),
            $"{string.Join(' ', args)} has to say '{says}': {ended}");
        return ended;
    }

    /// <summary>Whether an update has nothing to do, even after a look at what is really there.</summary>
    public async Task AssertNothingToDoAsync()
    {
        var preview = await PreviewAsync("--refresh");
        Assert.True(preview["changeSummary"]!.AsObject().All(c => c.Key is "same" or "read"), preview.ToString()); // always there
    }

    public async Task<JsonObject> PreviewAsync(params string[] args) =>
        JsonNode.Parse(await DoneAsync(["preview", "--json", .. args]))!.AsObject(); // one JSON object

    /// <summary>The entries of the state by name, those of providers and of the stack left out.</summary>
    public async Task<Dictionary<string, JsonNode>> ResourcesAsync(params string[] args)
    {
        var state = JsonNode.Parse(await DoneAsync(["stack", "export", .. args]))!["deployment"]!; // both always there
        Assert.Null(state["pending_operations"]);
        return (state["resources"]?.AsArray() ?? []).Select(r => r!).Where(r => !IsOwn(r["type"]!.GetValue<string>()))
            .ToDictionary(r => r["urn"]!.GetValue<string>().Split("::", 4)[3]); // every entry has them
    }

    private async Task SetSecretAsync(string key, string value) => Assert.Equal(0, (await FeedAsync(value, "config", "set", "--secret", key)).Code);

    /// <summary>Runs a command as at a terminal, where somebody types this answer.</summary>
    public Task<Ended> AskedAsync(string answer, params string[] args) => FeedAsync(answer, isTerminal: true, args);

    private Task<Ended> RunAsync(params string[] args) => FeedAsync("", args);

    private Task<Ended> FeedAsync(string input, params string[] args) => FeedAsync(input, isTerminal: false, args);

    // The CLI in this process, program and plugins in their own.
    private async Task<Ended> FeedAsync(string input, bool isTerminal, string[] args)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using StringWriter output = new(), error = new();
        using TextWriter all = TextWriter.Synchronized(output), faults = TextWriter.Synchronized(error);
        var host = new CommandHost(all, faults, new StringReader(input), isTerminal, Project, Environment(), TimeProvider.System);
        return new Ended(await CommandLine.RunAsync(args, host, limit.Token), output.ToString(), error.ToString());
    }

    /// <summary>Starts a command as a process of its own.</summary>
    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Pinpush.PulumiCli"), args)
        {
            WorkingDirectory = Project,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!; // not null without shell execution
    }

    /// <summary>Waits for a command's end.</summary>
    public async Task<Ended> EndAsync(Process process)
    {
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            var ended = new Ended(process.ExitCode, await output, await error);
            everything.Append(ended);
            return ended;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Dictionary<string, string> Environment() => new(Variables)
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "",
        ["HOME"] = Path.Combine(Folder, "home"),
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
        ["AWS_ENDPOINT_URL_PINPOINT"] = Endpoint.ToString().TrimEnd('/'),
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    public void Dispose() => root.Delete(recursive: true);

    private static bool IsOwn(string type) => type == "pulumi:pulumi:Stack" || type.StartsWith("pulumi:providers:", StringComparison.Ordinal);
}
