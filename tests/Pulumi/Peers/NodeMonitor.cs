using System.Diagnostics;
using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pulumi.Tests.Peers;

/// <summary>Runs <c>monitor.mjs</c> in the folder of the npm peers.</summary>
internal sealed class NodeMonitor : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private NodeMonitor(Process process) => _process = process;

    public string Address { get; private set; } = "";

    public static async Task<NodeMonitor> StartAsync()
    {
        Need.Npm("@pulumi/pulumi", "@grpc/grpc-js", "google-protobuf/google/protobuf/struct_pb.js");
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Peers", "monitor.mjs"));
        var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", script])
        {
            WorkingDirectory = Need.PeersFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var monitor = new NodeMonitor(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
        var line = await monitor._process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        monitor.Address = $"127.0.0.1:{JsonNode.Parse(line ?? throw new InvalidOperationException("node ended before it listened."))?["port"]}";
        return monitor;
    }

    /// <summary>Ends the monitor and gives what it was called with.</summary>
    public async Task<IReadOnlyList<JsonNode>> EndAsync()
    {
        _process.StandardInput.Close();
        var lines = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);

        // !: every line is an object.
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().WaitAsync(Limit);
        _process.Dispose();
    }
}
