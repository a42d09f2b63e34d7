using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pinpush.Fakes;

/// <summary>A bare Kestrel on loopback that hands every request to one handler: no routing, no logging, no signals.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private SimulatorHost(WebApplication app, Uri[] addresses)
    {
        this.app = app;
        Addresses = addresses;
    }

    /// <summary>One per listener, in the order in which they were asked for.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <param name="Port">0 takes a free one.</param>
    /// <param name="Protocols">Without TLS, HTTP/1.1 and HTTP/2 cannot share a port.</param>
    /// <param name="Tls">With the authority's certificate; a client certificate is asked for but not demanded.</param>
    public sealed record Listener(int Port, HttpProtocols Protocols, bool Tls);

    public static async Task<SimulatorHost> StartAsync(
        SimulatorOptions options, SimulatorAuthority authority, Listener[] listeners, RequestDelegate handler, CancellationToken cancellationToken)
    {
        var certificate = authority.IssueServerCertificate();
        var bound = new ListenOptions[listeners.Length];
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        // A scripted hang must not hold up the end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxStreams;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            for (var i = 0; i < listeners.Length; i++)
            {
                var (index, listener) = (i, listeners[i]);
                kestrel.Listen(IPAddress.Loopback, listener.Port, listen =>
                {
                    bound[index] = listen;
                    listen.Protocols = listener.Protocols;
                    listen.Use(next => connection =>
                    {
                        connection.Features.Set(new SimulatorConnection(connection));
                        return next(connection);
                    });
                    if (listener.Tls)
                    {
                        listen.UseHttps(https =>
                        {
                            https.ServerCertificate = certificate;
                            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                            // Which certificates are good is the handler's business: it answers with a reason.
                            https.ClientCertificateValidation = static (_, _, _) => true;
                        });
                    }
                });
            }
        });

        var app = builder.Build();
        app.Run(handler);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var addresses = bound.Zip(listeners, static (listen, listener) => new UriBuilder(
            listener.Tls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, "127.0.0.1", listen.IPEndPoint!.Port).Uri); // listens on an IP address
        return new(app, [.. addresses]);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>The process that hosts the simulators listens to SIGTERM and Ctrl-C itself.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
