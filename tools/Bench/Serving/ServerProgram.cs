using System.Text.Json;
using Pinpush.Cli.Serving;
using Pinpush.Server;
using Pinpush.Server.Hosting;

namespace Pinpush.Bench.Serving;

/// <summary>The server as a program: it says where it listens, then what it has taken at each line on its standard input, until the input ends.</summary>
internal static class ServerProgram
{
    public static async Task<int> RunAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        await using var server = await PinpushServer.StartAsync(new ServerOptions
        {
            Url = new Uri("http://127.0.0.1:0"),
            DataFolder = Path.Combine(settings.Folder, "data"),
            KeyFile = Path.Combine(settings.Folder, "server.key"),
            ApnsGateway = settings.Gateway,
            FcmGateway = settings.Gateway,
            FcmTokenUri = settings.FcmToken,
            GatewayCaFile = Path.Combine(settings.Folder, "ca.pem"),
            LogDetail = LogDetail.Warning,
        }, cancellationToken);
        if (settings.Rehearses)
        {
            await Rehearsal.RunAsync(cancellationToken);
        }

        await SayAsync(JsonSerializer.Serialize(
            new ServerReady(server.Address, server.AccessKeyId, server.SecretAccessKey), ServerJson.Default.ServerReady), cancellationToken);
        while (await Console.In.ReadLineAsync(cancellationToken) is not null)
        {
            await SayAsync(JsonSerializer.Serialize(Usage.Own(), ServerJson.Default.Usage), cancellationToken);
        }

        return 0;
    }

    private static async Task SayAsync(string line, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync(line.AsMemory(), cancellationToken);
        await Console.Out.FlushAsync(cancellationToken);
    }
}
