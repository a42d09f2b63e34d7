using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pinpush.Server.Apps;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Channels;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Events;
using Pinpush.Server.Hosting;
using Pinpush.Server.Identity;
using Pinpush.Server.Kernel;
using Pinpush.Server.Messages;
using Pinpush.Server.Metrics;
using Pinpush.Server.Segments;
using Pinpush.Server.Signing;
using Pinpush.Server.Simulators;
using Pinpush.Server.Storage;
using Pinpush.Server.Tags;
using Pinpush.Server.Templates;

namespace Pinpush.Server;

/// <summary>The Pinpoint API on this machine.</summary>
public sealed class PinpushServer : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly Kept kept;

    private PinpushServer(WebApplication web, Kept kept, AccessKeys keys)
    {
        (this.web, this.kept) = (web, kept);
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
    public static Task<PinpushServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Before anything that would end the process for want of files, and that is already what the rest of the start is compiled from.
        return StartAsync(options, OpenFiles.LeftForCallers(), cancellationToken);
    }

    private static async Task<PinpushServer> StartAsync(ServerOptions options, int filesForCallers, CancellationToken cancellationToken)
    {
        var kept = new Kept();
        try
        {
            var web = kept.Add(Listener.On(options, filesForCallers));
            var data = kept.Add(new DataFolder(options.DataFolder, options.AcceptedLosses));
            var logs = web.Services.GetRequiredService<ILoggerFactory>();
            var keys = new AccessKeys(options.CredentialsFile ?? data.File("credentials"), options.Time, logs.CreateLogger<AccessKeys>());
            var box = SecretBox.Open(options.KeyFile ?? SecretBox.DefaultKeyFile);
            var parts = new Parts(
                data, kept.Add(new DocumentFile(data.File("core.db"), logs.CreateLogger<DocumentFile>())), new Account(options.AccountId), options.Time, logs,
                kept, web.Lifetime.ApplicationStopping);

            var apps = AppRoutes.Add(parts);
            TagRoutes.Add(parts);
            var channels = ChannelRoutes.Add(parts, box, GatewayPlaces.Of(options));
            if (channels.IsLocked && !options.AcceptedLosses.Contains(Losses.Key))
            {
                throw new ServerStartException(box.Lost);
            }

            var endpoints = EndpointRoutes.Add(parts);
            var segments = SegmentRoutes.Add(parts, endpoints);
            var templates = TemplateRoutes.Add(parts);
            var deliverer = new Deliverer(channels, endpoints, options.Time, parts.Log<Deliverer>());
            MessageRoutes.Add(parts, templates, endpoints, deliverer);
            var campaigns = CampaignRoutes.Add(parts, apps, segments, templates, endpoints, deliverer, options.MissedAfter);
            if (data.Identity.IsAnew("ledger.db"))
            {
                foreach (var campaign in await campaigns.Campaigns.PauseRunningAsync(cancellationToken))
                {
                    parts.Log<CampaignStore>().RunLost(campaign.Id, campaign.ApplicationId);
                }
            }

            var events = EventRoutes.Add(parts, endpoints);
            MetricRoutes.Add(parts, campaigns, events, endpoints);
            InboxRoute.Add(parts, options.Inbox);
            var remains = DeleteAppRoute.Add(parts, apps);

            // No routing middleware: it decodes paths, and its fallback leaves out paths whose last segment has a dot.
            var repeated = kept.Add(new RepeatedCalls(data.File("calls.db"), options.Time, parts.Log<RepeatedCalls>()));
            var sweeper = kept.Add(new Sweeper(data, repeated.ForgetAsync, options.Time, parts.Log<Sweeper>()));
            var pipeline = new ApiPipeline(
                parts.Routes, parts.Own, new SignatureVerifier(keys, options.Time), repeated, MemoryBudget.OfProcess(), options.Time, parts.Log<ApiPipeline>());
            web.Run(context => context.Request.Path == "/healthz" ? context.Response.WriteAsync("ok", context.RequestAborted) : pipeline.RunAsync(context));
            data.Identity.Seal();
            foreach (var damage in parts.Documents.Damaged)
            {
                parts.Log<DocumentFile>().RowDamaged(damage.Message);
            }

            await web.StartAsync(cancellationToken);
            sweeper.Start();
            remains.Start();
            campaigns.Runner.Start();
            return new PinpushServer(web, kept, keys);
        }
        catch (Exception e)
        {
            await CloseAsync(kept);
            throw e switch
            {
                _ when StorageFault.Of(e, Path.GetFullPath(options.DataFolder)) is { } fault => new ServerStartException(fault, e),
                IOException { InnerException: AddressInUseException } => new ServerStartException(
                    $"The address {options.Url} is in use. Stop the program that holds it, or give --urls another port.", e)
                {
                    IsOfAddress = true,
                },
                SocketException => new ServerStartException(
                    $"The server cannot listen on {options.Url}: {e.Message}. Give --urls an address of this machine, and a port that this user may take.", e),
                IOException or UnauthorizedAccessException => new ServerStartException($"The server cannot start: {e.Message}", e),
                _ => e,
            };
        }
    }

    /// <summary>Ends when the process is asked to stop (SIGTERM, Ctrl-C) or the token is cancelled.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => web.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops taking calls, lets pushes on their way end, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await web.StopAsync(CancellationToken.None);
        await CloseAsync(kept);
    }

    private static async ValueTask CloseAsync(Kept kept)
    {
        await kept.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
