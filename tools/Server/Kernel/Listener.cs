using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Kernel;

/// <summary>Kestrel and the log, and nothing else of the framework.</summary>
internal static class Listener
{
    /// <exception cref="ServerStartException">The address is not of the form that is listened on.</exception>
    public static WebApplication On(Uri url)
    {
        if (url is not { Scheme: "http" } || !(IPAddress.TryParse(url.Host.Trim('[', ']'), out _) || url is { Host: "localhost", Port: > 0 }))
        {
            throw new ServerStartException(
                $"--urls {url} is not of the form http://ADDRESS:PORT, with an IP address (127.0.0.1 for this machine alone) or localhost with a port.");
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url.ToString()).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ApiPipeline.MostBytes + 1024; // the pipeline answers in the API's form before this does
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }
}
