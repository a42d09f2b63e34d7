using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pinpush.Plugin.Hosting;

/// <summary>Runs a plugin the way an engine starts it.</summary>
/// <remarks>
/// Arguments: <c>[--logtostderr] [-v=N] [--tracing URL] [ENGINE]</c>. It listens on a free port of 127.0.0.1 and prints the port as the first
/// line of standard output; nothing else is printed there. SIGINT, SIGTERM and the end of the engine end it.
/// Source: github.com/pulumi/pulumi at 1b594989, sdk/go/common/resource/plugin/plugin.go.
/// </remarks>
public static class PluginHost
{
    /// <summary>Largest message in bytes: the engine's own limit.</summary>
    private const int MostBytes = 400 * 1024 * 1024;

    public static async Task<int> RunAsync(string[] args, PluginDefinition plugin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = MostBytes);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(4)); // the engine kills after five
        var engine = Engine(args);
        builder.Services.AddSingleton(_ => new EngineLog(engine, TimeProvider.System));
        if (IPEndPoint.TryParse(engine ?? "", out var address))
        {
            builder.Services.AddHostedService(
                services => new EngineWatch(address, services.GetRequiredService<IHostApplicationLifetime>(), TimeProvider.System));
        }

        builder.Services.AddSingleton(services => new PluginService(plugin, services.GetRequiredService<EngineLog>()));
        await using var app = builder.Build();
        app.MapGrpcService<PluginService>();
        await app.StartAsync(cancellationToken);
        var own = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        await Console.Out.WriteLineAsync($"{new Uri(own).Port}");
        await Console.Out.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    // The last argument that is no option; the value of --tracing is none.
    private static string? Engine(string[] args) =>
        args.Where((a, i) => !a.StartsWith('-') && (i == 0 || args[i - 1] is not ("--tracing" or "-tracing"))).LastOrDefault();
}
