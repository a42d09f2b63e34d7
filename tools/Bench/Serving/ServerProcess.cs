using System.Text.Json;

namespace Pinpush.Bench.Serving;

/// <summary>The server in a process of its own: what it takes is its alone, and its first campaign finds nothing compiled.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Child child;

    private ServerProcess(Child child, ServerReady ready) => (this.child, Api) = (child, new Api(ready.Address, ready.KeyId, ready.Secret));

    public Api Api { get; }

    public static async Task<ServerProcess> StartAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        var child = Child.Start("server", JsonSerializer.Serialize(settings, ServerJson.Default.ServerSettings));
        var ready = (await child.HearAsync(cancellationToken)).Deserialize(ServerJson.Default.ServerReady)!; // it says so first
        return new ServerProcess(child, ready);
    }

    public async Task<Usage> UsageAsync(CancellationToken cancellationToken) =>
        (await child.AskAsync("", cancellationToken)).Deserialize(ServerJson.Default.Usage)!; // it answers with its usage

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await child.DisposeAsync();
    }
}
