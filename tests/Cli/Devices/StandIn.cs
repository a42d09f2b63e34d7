using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pinpush.Cli.Tests.Devices;

/// <summary>An API that knows UpdateEndpointsBatch only, and answers it as the test says.</summary>
public sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication api;

    private StandIn(WebApplication api) => this.api = api;

    internal string Url => api.Urls.Single();

    /// <param name="refuse">
    /// Told the ids of a batch; answers the body of a 400, or null for a batch that is taken. It may wait until it is stopped: then nothing is answered.
    /// </param>
    internal static async Task<StandIn> StartAsync(Func<IReadOnlyList<string>, CancellationToken, Task<string?>> refuse, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var api = builder.Build();
        api.Urls.Add(url);
        api.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var ids = body.RootElement.GetProperty("Item").EnumerateArray().Select(i => i.GetProperty("Id").GetString() ?? "").ToList();
            string? refusal;
            try
            {
                refusal = await refuse(ids, api.Lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = refusal is null ? StatusCodes.Status202Accepted : StatusCodes.Status400BadRequest;
            context.Response.Headers["x-amzn-ErrorType"] = refusal is null ? default : "BadRequestException";
            await context.Response.WriteAsync(refusal ?? "{}", context.RequestAborted);
        });
        await api.StartAsync();
        return new StandIn(api);
    }

    public async ValueTask DisposeAsync() => await api.DisposeAsync();
}
