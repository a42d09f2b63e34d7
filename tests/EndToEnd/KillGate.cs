using System.Collections.Frozen;
using System.Text.Json.Nodes;
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
/// arrives or when it is done and its answer is on the way, and cuts the connection. What did not arrive does not arrive by a retry either.
/// </summary>
internal sealed class KillGate : IAsyncDisposable
{
    private static readonly FrozenSet<string> NotPassedOn =
        FrozenSet.ToFrozenSet(["Host", "Connection", "Transfer-Encoding", "Content-Length"], StringComparer.OrdinalIgnoreCase);

    private readonly HttpClient server;
    private readonly WebApplication app;
    private readonly Lock armed = new();
    private Func<string, bool?> when = _ => null;
    private Action? kill;
    private string? lost;

    private KillGate(Uri server, WebApplication app) =>
        (this.server, this.app) = (new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server }, app);

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Whether the process was ended.</summary>
    public bool HasFired { get; private set; }

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

    /// <param name="when">
    /// Of each POST and PUT, such as <c>POST /v1/apps/1/segments premium</c>, in turn: whether the server still gets it, or null to pass it on.
    /// </param>
    /// <param name="kill">What to do at the first that it chooses.</param>
    public void Arm(Func<string, bool?> when, Action kill)
    {
        lock (armed)
        {
            (this.when, this.kill, HasFired, lost) = (when, kill, false, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        server.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, CancellationToken.None);
        var changes = HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPut(context.Request.Method);
        var arrives = changes ? Choose($"{context.Request.Method} {context.Request.Path} {JsonNode.Parse(body.ToArray())?["Name"]}") : null;
        if (arrives == false)
        {
            context.Abort();
            return;
        }

        using var request = new HttpRequestMessage(new(context.Request.Method), context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        request.Headers.Host = context.Request.Host.Value; // it is signed
        foreach (var (name, value) in context.Request.Headers.Where(h => !NotPassedOn.Contains(h.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
            }
        }

        using var response = await server.SendAsync(request, CancellationToken.None); // what has been asked for is done, whoever dies
        if (arrives == true)
        {
            kill!(); // set when it was armed
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

    private bool? Choose(string call)
    {
        lock (armed)
        {
            if (HasFired)
            {
                return call == lost ? false : null;
            }

            var arrives = when(call);
            HasFired = arrives is not null;
            if (arrives == false)
            {
                lost = call;
                kill!(); // set when it was armed
            }

            return arrives;
        }
    }
}
