using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Pinpush.Plugin.Tests;

/// <summary>A call on its way to the server.</summary>
/// <param name="Target">Path and query as they came.</param>
internal sealed record RelayedCall(string Method, string Target, byte[] Body);

/// <summary>What is done with a call.</summary>
/// <param name="pass">Passes it on; what has been asked for is done, whoever dies.</param>
/// <returns>Null cuts the connection.</returns>
internal delegate Task<HttpResponseMessage?> Handling(RelayedCall call, Func<Task<HttpResponseMessage>> pass);

/// <summary>Stands before the server and passes calls on as they are.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private static readonly FrozenSet<string> NotPassedOn =
        FrozenSet.ToFrozenSet(["Host", "Connection", "Transfer-Encoding", "Content-Length"], StringComparer.OrdinalIgnoreCase);

    private readonly HttpClient server;
    private readonly WebApplication app;
    private readonly Handling handling;

    private Relay(Uri server, WebApplication app, Handling handling)
    {
        (this.app, this.handling) = (app, handling);
        this.server = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server };
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public static async Task<Relay> StartAsync(Uri server, Handling handling)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var relay = new Relay(server, app, handling);
        app.Run(relay.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        server.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, CancellationToken.None);
        var call = new RelayedCall(context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, body.ToArray());
        using var response = await handling(call, () => PassAsync(call, context.Request));
        if (response is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, value) in response.Headers.Concat(response.Content.Headers).Where(h => !NotPassedOn.Contains(h.Key)))
        {
            context.Response.Headers[name] = value.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<HttpResponseMessage> PassAsync(RelayedCall call, HttpRequest from)
    {
        using var request = new HttpRequestMessage(new(call.Method), call.Target) { Content = new ByteArrayContent(call.Body) };
        request.Headers.Host = from.Host.Value; // it is signed
        foreach (var (name, value) in from.Headers.Where(h => !NotPassedOn.Contains(h.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
            }
        }

        return await server.SendAsync(request, CancellationToken.None);
    }
}
