using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Pinpush.EndToEnd.Tests;

/// <summary>
/// Stands before the server and passes every call on as it is. At a chosen call that changes something it ends a process, either before the call
/// arrives or when it is done and its answer is on the way, and cuts the connection.
/// </summary>
internal sealed class KillGate : IAsyncDisposable
{
    private static readonly FrozenSet<string> NotPassedOn = FrozenSet.ToFrozenSet(["Host", "Connection", "Transfer-Encoding", "Content-Length"], StringComparer.OrdinalIgnoreCase);

    private readonly HttpClient server;
    private readonly WebApplication app;
    private Action? kill;
    private bool arrives;
    private int left;

    private KillGate(Uri server, WebApplication app) =>
        (this.server, this.app) = (new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server }, app);

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Whether the process was ended.</summary>
    public bool HasFired => Volatile.Read(ref left) <= 0;

    public static async Task<KillGate> StartAsync(Uri server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gate = new KillGate(server, app);
        app.Run(gate.PassAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return gate;
    }

    /// <param name="call">Which POST or PUT from now on; 1 is the next.</param>
    /// <param name="arrives">Whether the server still gets it.</param>
    public void Arm(int call, bool arrives, Action kill)
    {
        (this.arrives, this.kill) = (arrives, kill);
        Volatile.Write(ref left, call);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        server.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var fires = (HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPut(context.Request.Method)) && Interlocked.Decrement(ref left) == 0;
        if (fires && !arrives)
        {
            Fire(context);
            return;
        }

        using var request = new HttpRequestMessage(new(context.Request.Method), context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
        {
            Content = new StreamContent(context.Request.Body),
        };
        request.Headers.Host = context.Request.Host.Value; // it is signed
        foreach (var (name, value) in context.Request.Headers.Where(h => !NotPassedOn.Contains(h.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
            }
        }

        request.Content.Headers.ContentLength = context.Request.ContentLength ?? 0;
        using var response = await server.SendAsync(request, CancellationToken.None); // what has been asked for is done, whoever dies
        if (fires)
        {
            Fire(context);
            return;
        }

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, value) in response.Headers.Concat(response.Content.Headers).Where(h => !NotPassedOn.Contains(h.Key)))
        {
            context.Response.Headers[name] = value.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private void Fire(HttpContext context)
    {
        kill!(); // set when it was armed
        context.Abort();
    }
}
