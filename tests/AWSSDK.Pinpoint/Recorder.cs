using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Amazon.Pinpoint.Tests;

/// <summary>Answers what it is told and remembers what it was asked.</summary>
public sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication web;

    private Recorder(WebApplication web) => this.web = web;

    public Uri Address => new(web.Urls.First());

    public string Method { get; private set; } = "";

    /// <summary>Path and query as they came.</summary>
    public string Target { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string Authorization { get; private set; } = "";

    public int Requests { get; private set; }

    /// <summary>Status, headers and body of the next answers.</summary>
    public (int Status, string? ErrorType, string Body) Answer { get; set; } = (200, null, "{}");

    public static async Task<Recorder> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var recorder = new Recorder(builder.Build());
        recorder.web.Run(recorder.RecordAsync);
        await recorder.web.StartAsync(cancellationToken);
        return recorder;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task RecordAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Body = await reader.ReadToEndAsync(context.RequestAborted);
        Method = context.Request.Method;
        Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Authorization = context.Request.Headers.Authorization.ToString();
        Requests++;
        context.Response.StatusCode = Answer.Status;
        if (Answer.ErrorType is { } type)
        {
            context.Response.Headers["x-amzn-ErrorType"] = type;
        }

        if (Answer.Body.Length > 0)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Answer.Body, context.RequestAborted);
        }
    }
}
