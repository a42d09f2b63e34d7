using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Kernel;

/// <summary>Kestrel and the log, and nothing else of the framework.</summary>
internal static class Listener
{
    private const int LargestBuffer = 64 * 1024;

    /// <summary>Below this rate, after ten seconds of grace, whoever sends or reads is dropped. A telephone with a weak signal is above it.</summary>
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 2048, gracePeriod: TimeSpan.FromSeconds(10));

    /// <param name="filesForCallers">How many files the process may have open for its callers' connections.</param>
    /// <exception cref="ServerStartException">The address is not of the form that is listened on, or others could listen in.</exception>
    public static WebApplication On(ServerOptions options, int filesForCallers)
    {
        var url = options.Url;
        if (url is not { Scheme: "http" or "https" } || !(IPAddress.TryParse(url.Host.Trim('[', ']'), out _) || url is { Host: "localhost", Port: > 0 }))
        {
            throw new ServerStartException(
                $"--urls {url} is not of the form http://ADDRESS:PORT or https://ADDRESS:PORT, with an IP address (127.0.0.1 for this machine alone) or "
                    + "localhost with a port.");
        }

        if (url.Scheme == "https" != options.CertificateFile is not null)
        {
            throw new ServerStartException($"--urls {url} and --certificate do not fit: https:// needs a certificate, and http:// shows none.");
        }

        if (url is { Scheme: "http", IsLoopback: false } && !options.AllowPlainHttp)
        {
            throw new ServerStartException(
                $"--urls {url} can be reached from other machines, and what crosses the network over http:// can be read there: device tokens, messages, keys "
                    + "of channels. Listen on 127.0.0.1 behind a proxy that speaks TLS; where the proxy runs on another machine of a network that you trust, "
                    + "give --allow-plain-http too. Or give --certificate, and an address with https://.");
        }

        var certificate = options.CertificateFile is { } file ? Certificates(file, options.CertificateKeyFile) : [];

        var connections = ConnectionLimits.Most(filesForCallers);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseUrls(url.ToString()).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the pipeline judges it, and answers in the API's form
            kestrel.Limits.MaxRequestBufferSize = LargestBuffer;
            kestrel.Limits.MinRequestBodyDataRate = Slowest;
            kestrel.Limits.MinResponseDataRate = Slowest;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.ServerCertificateChain) = (certificate.FirstOrDefault(), certificate));
            kestrel.ConfigureEndpointDefaults(listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => LimitedListeners.Leave(next, kestrel.ApplicationServices.GetRequiredService<ConnectionLimits>()));
            });
        });
        builder.Services
            .AddSingleton(services => new ConnectionLimits(connections, options.Time, services.GetRequiredService<ILogger<ConnectionLimits>>()))
            .AddSingleton<IConnectionListenerFactory>(services => new LimitedListeners(
                ActivatorUtilities.CreateInstance<SocketTransportFactory>(services), services.GetRequiredService<ConnectionLimits>()));
        builder.Logging.SetMinimumLevel((LogLevel)options.LogDetail)
            .AddFilter("Microsoft", (LogLevel)Math.Max((int)options.LogDetail, (int)LogLevel.Warning)).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddConsole(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (LogLines.FormatterName, LogLevel.Trace));
        builder.Services.AddSingleton<ConsoleFormatter>(new LogLines(options.Time, options.LogsJson));
        return builder.Build();
    }

    // The server's own with its key, and those that signed it.
    private static X509Certificate2Collection Certificates(string file, string? keyFile)
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(file);
            all[0] = X509Certificate2.CreateFromPemFile(file, keyFile ?? file);
            return all;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ServerStartException(
                $"--certificate {file} with --certificate-key {keyFile ?? file} cannot be used: {e.Message} PEM files are expected.", e);
        }
    }
}
