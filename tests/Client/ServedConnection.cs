using System.Text;
using System.Text.Json.Nodes;
using Pinpush.Server;
using Pinpush.Server.Hosting;

namespace Pinpush.Client.Tests;

/// <summary>A pinpush server and a connection to it. Its inbox answers with the token that it was asked for.</summary>
internal sealed class ServedConnection : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly PinpushServer server;

    private ServedConnection(DirectoryInfo folder, PinpushServer server) => (this.folder, this.server) = (folder, server);

    public static async Task<ServedConnection> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-client-");
        return new(folder, await PinpushServer.StartAsync(
            new ServerOptions
            {
                Url = new Uri("http://127.0.0.1:0"),
                DataFolder = Path.Combine(folder.FullName, "data"),
                KeyFile = Path.Combine(folder.FullName, "server.key"),
                Inbox = (token, _) => Task.FromResult(Encoding.UTF8.GetBytes(new JsonArray(token).ToJsonString())),
            },
            cancellationToken));
    }

    /// <param name="secret">Null: the right one.</param>
    public Connection Open(string? secret = null) => Connection.Open(
        new("eu-central-1", server.Address, new Credentials.Keys(server.AccessKeyId, secret ?? server.SecretAccessKey, Token: null)) { MaxRetries = 0 });

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
