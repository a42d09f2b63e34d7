using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;

namespace Pinpush.Plugin.Hosting;

/// <summary>Ends the plugin when its engine is gone: one that was killed tells nobody, and what it had asked for must not go on without it.</summary>
internal sealed class EngineWatch(IPEndPoint engine, IHostApplicationLifetime plugin, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using var call = new TcpClient();
                await call.ConnectAsync(engine, stoppingToken);
            }
            catch (SocketException)
            {
                plugin.StopApplication();
                return;
            }
        }
    }
}
