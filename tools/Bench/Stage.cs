using Pinpush.Server;
using Pinpush.Server.Hosting;

namespace Pinpush.Bench;

/// <summary>A server on an empty folder in this process: what its calls are compared with runs here too, and pays the same for its clients.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly PinpushServer server;

    private Stage(string folder, PinpushServer server) =>
        (Folder, this.server, Api) = (folder, server, new Api(server.Address, server.AccessKeyId, server.SecretAccessKey));

    public string Folder { get; }

    public Api Api { get; }

    public static async Task<Stage> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-bench-").FullName;
        return new Stage(folder, await PinpushServer.StartAsync(new ServerOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            DataFolder = Path.Combine(folder, "data"),
            KeyFile = Path.Combine(folder, "server.key"),
        }, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
