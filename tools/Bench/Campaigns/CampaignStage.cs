using System.Diagnostics;
using System.Security.Cryptography;
using Pinpush.Bench.Gateway;
using Pinpush.Bench.Serving;
using Pinpush.Fakes;
using Pinpush.Fakes.Fcm;

namespace Pinpush.Bench.Campaigns;

/// <summary>A gateway and a server, each a process of its own, with an app that is ready for campaigns.</summary>
internal sealed class CampaignStage : IAsyncDisposable
{
    /// <summary>A campaign of which something is never answered is waited for so long; what still waits then is answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Fewer pushes tell nothing about speed, and need not wait for a server to warm up.</summary>
    private const int LeastRehearsed = 5000;

    private readonly FcmSimulator? tokens;
    private readonly ServerSettings settings;
    private readonly CampaignApp app;
    private ServerProcess server;

    private CampaignStage(
        GatewaySettings form, GatewayProcess gateway, FcmSimulator? tokens, ServerSettings settings, ServerProcess server, ECDsa key, CampaignApp app) =>
        (Form, Gateway, this.tokens, this.settings, this.server, Key, this.app) = (form, gateway, tokens, settings, server, key, app);

    /// <summary>How the gateway runs.</summary>
    public GatewaySettings Form { get; }

    public GatewayProcess Gateway { get; }

    /// <summary>Signs the channel's provider tokens; the gateway looks at none.</summary>
    public ECDsa Key { get; }

    /// <summary>How many pushes a campaign has.</summary>
    public int Count => app.Count;

    /// <summary>Of this stage alone.</summary>
    public string Folder => settings.Folder;

    /// <summary>PEM file of the authority that the gateway's certificate is from.</summary>
    public string Authority => Path.Combine(Folder, "ca.pem");

    /// <param name="form">How the gateway runs, but for its authority, which is made here.</param>
    /// <param name="least">Endpoints, rounded up to a hundred.</param>
    public static async Task<CampaignStage> StartAsync(bool tls, GatewaySettings form, double least, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pinpush-bench-").FullName;
        SimulatorAuthority.Open(folder, TimeProvider.System);
        form = form with { AuthorityFolder = tls ? folder : null };
        var gateway = await GatewayProcess.StartAsync(form, cancellationToken);
        var tokens = form.Fcm ? await FcmSimulator.StartAsync(new SimulatorOptions { AuthorityFolder = folder }, cancellationToken) : null;
        var settings = new ServerSettings(
            folder, gateway.Address, tokens?.TlsTokenAddress, Rehearses: least >= LeastRehearsed);
        var server = await ServerProcess.StartAsync(settings, cancellationToken);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var app = await CampaignApp.MakeAsync(server.Api, form.Fcm, key, least, cancellationToken);
        return new CampaignStage(form, gateway, tokens, settings, server, key, app);
    }

    /// <summary>The same data, and a server that has done nothing yet.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await server.DisposeAsync();
        server = await ServerProcess.StartAsync(settings, cancellationToken);
    }

    /// <summary>A campaign to all endpoints, from the call that creates it to the answer that says it is completed.</summary>
    public Task<Sent> CampaignAsync(CancellationToken cancellationToken) => CampaignAsync(Count, silentEvery: 0, cancellationToken);

    /// <param name="counted">The rate is that of so many pushes, the first to arrive.</param>
    /// <param name="silentEvery">
    /// One push in so many is not answered until those have arrived, or half a minute is over: then all are, so that the campaign ends soon. 0 for none.
    /// </param>
    public async Task<Sent> CampaignAsync(int counted, int silentEvery, CancellationToken cancellationToken)
    {
        await Gateway.ResetAsync(silentEvery, cancellationToken);
        var (begun, before) = (Stopwatch.GetTimestamp(), await server.UsageAsync(cancellationToken));
        var campaign = await app.BeginAsync(server.Api, cancellationToken);
        var created = Stopwatch.GetTimestamp();
        if (silentEvery > 0)
        {
            await UntilAsync(
                async () => await Gateway.EndedAsync(cancellationToken) >= counted || Stopwatch.GetElapsedTime(created) > Patience, cancellationToken);
            await Gateway.AnswerAllAsync(cancellationToken);
        }

        await UntilAsync(() => app.IsCompletedAsync(server.Api, campaign, cancellationToken), cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var after = await server.UsageAsync(cancellationToken);
        var counts = await Gateway.CountsAsync(counted, cancellationToken);
        return counts.Distinct == Count && (silentEvery > 0 || counts.Requests == Count) ? Of(counts, counted, created, seconds, before, after)
            : throw new BenchmarkFailedException($"Of {Count} pushes {counts.Distinct} arrived, in {counts.Requests} requests.");
    }

    /// <summary>The same for what another client sends, which need not tell its pushes apart.</summary>
    /// <param name="count">How many it sends.</param>
    /// <param name="usage">Of the client's process.</param>
    public async Task<Sent> MeasureAsync(
        int count, Func<Usage> usage, Func<CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        await Gateway.ResetAsync(silentEvery: 0, cancellationToken);
        var (begun, before) = (Stopwatch.GetTimestamp(), usage());
        await send(cancellationToken);
        var (seconds, after) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, usage());
        var counts = await Gateway.CountsAsync(count, cancellationToken);
        return counts.Requests == count ? Of(counts, count, begun, seconds, before, after)
            : throw new BenchmarkFailedException($"Of {count} pushes {counts.Requests} arrived.");
    }

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        await server.DisposeAsync();
        await Gateway.DisposeAsync();
        await (tokens?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(Folder, recursive: true);
    }

    private static Sent Of(GatewayCounts counts, int counted, long begun, double seconds, Usage before, Usage after) =>
        counts.Refused == 0
            ? new(counts, counted, begun, counts.Requests / seconds, (after.Cpu - before.Cpu) / counts.Requests,
                (after.Allocated - before.Allocated) / counts.Requests)
            : throw new BenchmarkFailedException($"{counts.Refused} requests were more than the gateway allows on a connection.");

    private static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        while (!await isSo())
        {
            await Task.Delay(20, cancellationToken);
        }
    }
}
