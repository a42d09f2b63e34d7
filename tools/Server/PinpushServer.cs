using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pinpush.Gateways;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Api;
using Pinpush.Server.Apps;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Channels;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Events;
using Pinpush.Server.Messages;
using Pinpush.Server.Metrics;
using Pinpush.Server.Segments;
using Pinpush.Server.Signing;
using Pinpush.Server.Storage;
using Pinpush.Server.Tags;
using Pinpush.Server.Templates;

namespace Pinpush.Server;

/// <summary>The Pinpoint API on this machine. Everything that a server is made of is put together here, in the order in which a request meets it.</summary>
public sealed class PinpushServer : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly Stack<object> parts;

    private PinpushServer(WebApplication web, Stack<object> parts, AccessKeys keys)
    {
        (this.web, this.parts) = (web, parts);
        Address = new Uri(web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        AccessKeyId = keys.First;
        SecretAccessKey = keys.SecretOf(keys.First)!; // First is one of them
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The first key of the credentials file.</summary>
    public string AccessKeyId { get; }

    /// <summary>Its secret; not for logs.</summary>
    public string SecretAccessKey { get; }

    /// <summary>Starts a server and answers when it is ready.</summary>
    /// <exception cref="ServerStartException">It cannot start; the message names what, where and what would be right.</exception>
    public static async Task<PinpushServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var parts = new Stack<object>();
        T Keep<T>(T part)
            where T : class
        {
            parts.Push(part);
            return part;
        }

        try
        {
            if (options.Url is not { Scheme: "http" } || !(IPAddress.TryParse(options.Url.Host.Trim('[', ']'), out _) || options.Url is { Host: "localhost", Port: > 0 }))
            {
                throw new ServerStartException($"--urls {options.Url} is not of the form http://ADDRESS:PORT, with an IP address (127.0.0.1 for this machine alone) or localhost with a port.");
            }

            var time = options.Time;
            var data = Keep(new DataFolder(options.DataFolder));
            var keys = AccessKeys.ReadOrMake(options.CredentialsFile ?? data.File("credentials"));
            var box = SecretBox.Open(options.KeyFile ?? SecretBox.DefaultKeyFile);
            var web = Keep(Web(options.Url));
            var logs = web.Services.GetRequiredService<ILoggerFactory>();

            var core = new Database(data.File("core.db"), Documents<string>.Schema);
            var writer = Keep(new WriteQueue(core));
            var apps = Keep(new AppStore(core, writer, time, options.AccountId));
            var channels = Keep(new ChannelStore(core, writer, box, Gateways(options), time));
            var endpoints = Keep(new EndpointStore(data, time, logs.CreateLogger<EndpointStore>()));
            var segments = Keep(new SegmentStore(core, writer, apps, endpoints, time));
            var templates = Keep(new TemplateStore(core, writer, apps, time));
            var campaigns = Keep(new CampaignStore(core, writer, apps, time));
            var ledger = Keep(new Ledger(data.File("ledger.db"), time));
            var events = Keep(new EventStore(data.File("events.db")));
            var repeated = Keep(new RepeatedCalls(data.File("calls.db"), time));
            var dispatcher = new Dispatcher(channels, endpoints, logs.CreateLogger<Dispatcher>());
            var sender = new CampaignSender(apps, channels, endpoints, ledger, time, logs.CreateLogger<CampaignSender>());
            var runner = Keep(new CampaignRunner(campaigns, segments, templates, endpoints, ledger, sender, options.MissedAfter, time, logs.CreateLogger<CampaignRunner>()));

            var routes = new RouteTable();
            routes.MapApps(apps, async (app, token) =>
            {
                var gone = campaigns.List(app);
                await campaigns.RemoveAppAsync(app, token); // first: what is stopped must not start again
                foreach (var campaign in gone)
                {
                    await runner.StopAsync(campaign.Id);
                }

                await segments.RemoveAppAsync(app, token);
                await channels.RemoveAppAsync(app, token);
                await endpoints.RemoveAppAsync(app, token);
                await ledger.RemoveAppAsync(app, token);
                await events.RemoveAppAsync(app, token);
            });
            routes.MapTags(new Dictionary<string, TagChange>
            {
                ["apps"] = async (app, _, change, token) => await apps.TagAsync(app, change, token) is { } a ? new Tagged(a.Tags) : null,
                ["segments"] = async (app, id, change, token) => await segments.TagAsync(app, id!, change, token) is { } s ? new Tagged(s.Tags) : null, // an ARN of a segment has its id
                ["templates"] = async (name, _, change, token) => await templates.TagAsync(name, change, token) is { } t ? new Tagged(t.Tags) : null,
                ["campaigns"] = async (app, id, change, token) => await campaigns.TagAsync(app, id!, change, token) is { } c ? new Tagged(c.Tags) : null, // likewise
            });
            routes.MapChannels(apps, channels);
            routes.MapEndpoints(apps, endpoints);
            routes.MapSegments(apps, segments);
            routes.MapTemplates(templates);
            routes.MapCampaigns(apps, segments, templates, campaigns, runner, ledger);
            routes.MapMessages(apps, templates, dispatcher);
            routes.MapEvents(apps, endpoints, events);
            routes.MapMetrics(apps, campaigns, new Kpis(ledger, events), time);

            var own = new OwnRoutes();
            own.MapAudience(segments, endpoints);
            own.MapInDoubt(ledger, endpoints);
            own.MapNamedRuns(ledger);
            own.Map("inbox", async (query, token) => options.Inbox is { } inbox
                ? new ApiAnswer(await inbox(query["token"].FirstOrDefault(), token))
                : ApiAnswer.NotFound("This server sends to gateways given at its start; it has no simulators and no inbox."));

            // No routing middleware: it decodes paths, and its fallback leaves out paths whose last segment has a dot.
            var pipeline = new ApiPipeline(routes, own, new SignatureVerifier(keys, time), repeated, logs.CreateLogger<ApiPipeline>());
            web.Run(context => context.Request.Path == "/healthz" ? context.Response.WriteAsync("ok", context.RequestAborted) : pipeline.RunAsync(context));
            await web.StartAsync(cancellationToken);
            runner.Start();
            return new PinpushServer(web, parts, keys);
        }
        catch (Exception e)
        {
            await DisposeAsync(parts);
            throw e switch
            {
                SqliteException s => new ServerStartException($"The data folder {Path.GetFullPath(options.DataFolder)} cannot be used: {s.Message} It may be damaged or not writable.", s),
                IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => new ServerStartException($"The address {options.Url} is in use. Stop the program that holds it, or give --urls another port.", e),
                IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException => new ServerStartException($"The server cannot start: {e.Message}", e),
                _ => e,
            };
        }
    }

    /// <summary>Ends when the process is asked to stop (SIGTERM, Ctrl-C) or the token is cancelled.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => web.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops taking calls, lets pages in flight end, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await web.StopAsync(CancellationToken.None);
        await DisposeAsync(parts);
    }

    private static async ValueTask DisposeAsync(Stack<object> parts)
    {
        while (parts.TryPop(out var part))
        {
            switch (part)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }

        SqliteConnection.ClearAllPools();
    }

    private static WebApplication Web(Uri url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url.ToString()).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ApiPipeline.MostBytes + 1024; // the pipeline answers in the API's form before this does
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }

    private static GatewayEndpoints Gateways(ServerOptions options)
    {
        foreach (var (name, gateway) in new[] { ("--apns", options.ApnsGateway), ("--fcm", options.FcmGateway), ("--fcm-token", options.FcmTokenUri) })
        {
            if (gateway is { Scheme: not "https" } && !(gateway.IsLoopback && gateway.Scheme == "http"))
            {
                throw new ServerStartException($"{name} {gateway} is not https. Only on loopback may a gateway be http.");
            }
        }

        try
        {
            var authority = options.GatewayCaFile is { } file ? X509CertificateLoader.LoadCertificateFromFile(file) : null;
            return new GatewayEndpoints(options.ApnsGateway, options.ApnsGateway, options.FcmGateway, options.FcmTokenUri, authority);
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new ServerStartException($"--gateway-ca {options.GatewayCaFile} cannot be read: {e.Message} A certificate in PEM form is expected.", e);
        }
    }
}
