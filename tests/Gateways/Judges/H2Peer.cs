using System.Text.Json;
using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>A script of gateways on Python's <c>h2</c>, each on a port of its own.</summary>
internal sealed class H2Peer : IAsyncDisposable
{
    private readonly PeerFolder folder = new();
    private readonly SemaphoreSlim asking = new(1);
    private PeerProgram python = null!; // set on starting
    private JsonElement ports;

    public static async Task<H2Peer> StartAsync(string script)
    {
        var python = Need.Python("h2");
        var peer = new H2Peer();
        peer.python = PeerProgram.Start(python, "-B", Path.Combine(AppContext.BaseDirectory, "Judges", script), peer.folder.Certificate, peer.folder.Key);
        peer.ports = JsonElement.Parse(await peer.python.LineAsync());
        return peer;
    }

    public IEnumerable<string> Names => ports.EnumerateObject().Select(p => p.Name);

    public Uri Address(string name) => new($"https://localhost:{ports.GetProperty(name).GetInt32()}");

    /// <summary>What that gateway saw.</summary>
    public async Task<JsonElement> SeenAsync(string name)
    {
        await asking.WaitAsync();
        try
        {
            return await python.AskAsync(name);
        }
        finally
        {
            asking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await python.DisposeAsync();
        folder.Dispose();
        asking.Dispose();
    }
}
