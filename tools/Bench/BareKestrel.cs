using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Bench;

/// <summary>Kestrel set up as our server's, answering 202 with no work: as fast as any server on it can be.</summary>
internal sealed class BareKestrel : IAsyncDisposable
{
    private readonly WebApplication web;

    private BareKestrel(WebApplication web) => this.web = web;

    public Uri Address => new(web.Urls.First());

    public static async Task<BareKestrel> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var web = builder.Build();
        web.Run(static context =>
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        });
        await web.StartAsync(cancellationToken);
        return new BareKestrel(web);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
