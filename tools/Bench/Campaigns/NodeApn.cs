using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinpush.Bench.Campaigns;

/// <summary>The public APNs client for Node.js, @parse/node-apn, in a process of its own. It speaks TLS only.</summary>
internal sealed class NodeApn : IAsyncDisposable
{
    private readonly Process process;

    private NodeApn(Process process) => this.process = process;

    /// <returns>Null, and the reason on standard error, when Node.js or the package is missing.</returns>
    public static NodeApn? Start(CampaignStage stage)
    {
        // set in the project file
        var folder = typeof(NodeApn).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PeersFolder").Value!;
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@parse", "node-apn")))
        {
            Console.Error.WriteLine("@parse/node-apn is SKIPPED: it is not installed. Run npm ci in tests/Peers.");
            return null;
        }

        // Modules are found from the folder of the script, so it is handed over as text.
        var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "NodeApn.mjs"))])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PINPUSH_NODE_APN"] = new JsonObject
        {
            ["port"] = stage.Gateway.Address.Port,
            ["ca"] = stage.Authority,
            ["key"] = stage.Key.ExportPkcs8PrivateKeyPem(),
            ["keyId"] = CampaignApp.KeyId,
            ["teamId"] = CampaignApp.Team,
            ["topic"] = CampaignApp.Topic,
            ["payload"] = JsonNode.Parse(BarePush.Apns("endpoint-0")),
            ["connections"] = BareLoop.Connections,
            ["pushesAtOnce"] = BareLoop.PushesAtOnce,
        }.ToJsonString();
        try
        {
            return new NodeApn(Process.Start(start)!); // not null without shell execution
        }
        catch (Win32Exception e)
        {
            Console.Error.WriteLine($"@parse/node-apn is SKIPPED: node does not start: {e.Message}");
            return null;
        }
    }

    /// <summary>Sends to the first devices.</summary>
    /// <returns>Processor time of Node.js per push, in microseconds.</returns>
    public async Task<double> SendAsync(int count, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture).AsMemory(), cancellationToken);
        await process.StandardInput.FlushAsync(cancellationToken);
        var line = await process.HearAsync("node-apn", cancellationToken)
            ?? throw new BenchmarkFailedException("The script with @parse/node-apn has ended.");
        var answer = JsonElement.Parse(line);
        return answer.GetProperty("failed").GetInt32() == 0
            ? answer.GetProperty("microseconds").GetDouble() / count
            : throw new BenchmarkFailedException($"@parse/node-apn could not send: {line}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
