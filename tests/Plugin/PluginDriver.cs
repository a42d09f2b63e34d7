using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Plugin.Tests;

/// <summary>A plugin in a process of its own, called by <c>plugin.mjs</c>: a gRPC client that is not ours.</summary>
internal sealed class PluginDriver : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly Process process;

    private PluginDriver(Process process) => this.process = process;

    /// <param name="plugin">The name of the executable beside the tests.</param>
    /// <param name="environment">On top of an environment without any AWS settings.</param>
    public static async Task<PluginDriver> StartAsync(string plugin, IReadOnlyDictionary<string, string> environment)
    {
        Need.Npm("@pulumi/pulumi", "@grpc/grpc-js", "google-protobuf/google/protobuf/struct_pb.js");
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "plugin.mjs"));
        var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", script, "plugin", Path.Combine(AppContext.BaseDirectory, plugin)])
        {
            WorkingDirectory = Need.PeersFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var driver = new PluginDriver(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
        var error = driver.process.StandardError.ReadToEndAsync();
        return await driver.process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is null ? throw new InvalidOperationException(await error) : driver;
    }

    /// <summary>Makes a call that has to succeed.</summary>
    public async Task<JsonObject> DoneAsync(string method, JsonObject request)
    {
        var answer = await CallAsync(method, request);
        Assert.True(answer["ok"] is not null, $"{method}: {answer.ToJsonString()}");
        return answer["ok"]!.AsObject(); // asserted
    }

    /// <summary>Makes a call that has to fail; gives its code and message.</summary>
    /// <param name="cancelled">Milliseconds after which the engine cancels what is under way; 0 for never.</param>
    public async Task<(int Code, string Message)> RefusedAsync(string method, JsonObject request, int cancelled = 0)
    {
        var answer = await CallAsync(method, request, cancelled);
        Assert.True(answer["error"] is not null, $"{method} did not fail: {answer.ToJsonString()}");
        return (answer["error"]!["code"]!.GetValue<int>(), answer["error"]!["message"]!.GetValue<string>()); // asserted; the script writes both
    }

    /// <returns>An object with <c>ok</c> or <c>error</c>.</returns>
    public async Task<JsonObject> CallAsync(string method, JsonObject request, int cancelled = 0)
    {
        await process.StandardInput.WriteLineAsync(
            new JsonObject { ["method"] = method, ["request"] = request, ["cancelled"] = cancelled }.ToJsonString());
        await process.StandardInput.FlushAsync();
        return await LineAsync();
    }

    /// <summary>Ends the plugin with SIGINT; gives how it ended, what it printed and what it logged to the engine.</summary>
    public async Task<JsonObject> EndAsync()
    {
        process.StandardInput.Close();
        return await LineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync().WaitAsync(Limit);
        process.Dispose();
    }

    private async Task<JsonObject> LineAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException("node ended.");
        return JsonNode.Parse(line)!.AsObject(); // the script prints objects
    }
}
