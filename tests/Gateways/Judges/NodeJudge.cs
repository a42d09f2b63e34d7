using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>Runs <c>judge.mjs</c>, whose head says what it can do.</summary>
internal sealed class NodeJudge : IAsyncDisposable
{
    private readonly PeerFolder folder = new();
    private PeerProgram node = null!; // set on starting
    private bool secure;

    public int Port { get; private set; }

    public Uri Address => new($"{(secure ? "https" : "http")}://localhost:{Port}");

    public static async Task<NodeJudge> StartAsync(JsonObject how, bool secure = true)
    {
        Need.Node();
        var judge = new NodeJudge { secure = secure };
        if (secure)
        {
            (how["key"], how["cert"]) = (judge.folder.Key, judge.folder.Certificate);
        }

        judge.node = PeerProgram.Start("node", Path.Combine(AppContext.BaseDirectory, "Judges", "judge.mjs"), how.ToJsonString());
        judge.Port = int.Parse(await judge.node.LineAsync(), CultureInfo.InvariantCulture);
        return judge;
    }

    public async Task<Report> ReportAsync() => Report.From(await node.AskAsync("report"));

    /// <summary>Cuts all connections.</summary>
    public Task CutAsync() => node.AskAsync("cut");

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        folder.Dispose();
    }

    /// <param name="Processed">Token -> how often a handler had it.</param>
    /// <param name="Peak">Most streams that were open at once on a connection.</param>
    /// <param name="Settled">How many settings of its own were acknowledged.</param>
    /// <param name="Ended">How many connections it ended, or how often it changed the limit.</param>
    /// <param name="Errors">What it holds against its clients.</param>
    internal sealed record Report(
        IReadOnlyDictionary<string, int> Processed, int Connections, int Peak, int Refused, int Settled, int Ended, IReadOnlyList<string> Errors)
    {
        public static Report From(JsonElement told) => new(
            told.GetProperty("processed").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32()),
            told.GetProperty("connections").GetInt32(),
            told.GetProperty("peak").GetInt32(),
            told.GetProperty("refused").GetInt32(),
            told.GetProperty("settled").GetInt32(),
            told.GetProperty("ended").GetInt32(),
            [.. told.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!)]); // an array of texts
    }
}
