using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Pinpush.Bench;

/// <summary>A stage with an app whose APNs channel, endpoints and segment stand ready for campaigns.</summary>
internal sealed class CampaignStage : IAsyncDisposable
{
    public const string Topic = "com.example.app", Team = "TEAM123456", KeyId = "KEY1234567";

    private readonly Stage stage;
    private readonly string app;
    private readonly string segment;

    private CampaignStage(Stage stage, ECDsa key, string app, string segment, int count) =>
        (this.stage, Key, this.app, this.segment, Count) = (stage, key, app, segment, count);

    public Fakes.Apns.ApnsSimulator Apns => stage.Apns;

    /// <summary>Signs the channel's provider tokens.</summary>
    public ECDsa Key { get; }

    /// <summary>How many endpoints the segment has.</summary>
    public int Count { get; }

    /// <param name="least">Endpoints, rounded up to a hundred.</param>
    public static async Task<CampaignStage> StartAsync(bool tls, double least, CancellationToken cancellationToken)
    {
        var stage = await Stage.StartAsync(tls, cancellationToken);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var app = await stage.AppAsync(cancellationToken);
        await stage.CallAsync("PUT", $"/v1/apps/{app}/channels/apns", new JsonObject
        {
            ["BundleId"] = Topic,
            ["TeamId"] = Team,
            ["TokenKeyId"] = KeyId,
            ["TokenKey"] = key.ExportPkcs8PrivateKeyPem(),
            ["Enabled"] = true,
        }, cancellationToken);
        var batches = (int)Math.Ceiling(least / 100);
        var requests = Enumerable.Range(0, batches).Select(b => stage.Signer.Request("PUT", $"/v1/apps/{app}/endpoints", Devices.Batch(b))).ToArray();
        await HttpLoad.RunAsync(stage.Server.Address, requests, 8, 202, cancellationToken);
        var segment = await stage.CallAsync("POST", $"/v1/apps/{app}/segments", new JsonObject { ["Name"] = "all" }, cancellationToken);
        return new CampaignStage(stage, key, app, segment["Id"]!.GetValue<string>(), batches * 100); // a segment has an id
    }

    /// <summary>Runs <paramref name="send"/> and demands that the simulator accepted every push of it.</summary>
    public async Task<Sent> MeasureAsync(int count, Func<CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        stage.Apns.Inbox.Clear();
        var (begun, cpu, allocated) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await send(cancellationToken);
        var (seconds, spent, bytes) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, Environment.CpuUsage.TotalTime - cpu,
            GC.GetTotalAllocatedBytes() - allocated);
        var totals = stage.Apns.Inbox.Totals;
        return totals.Accepted == count && totals.Refused == 0
            ? new Sent(count / seconds, spent.TotalMicroseconds / count, (double)bytes / count)
            : throw new BenchmarkFailedException($"Of {count} pushes the simulator accepted {totals.Accepted} and refused {totals.Refused}.");
    }

    /// <summary>A campaign to all endpoints, from the call that creates it to the answer that says it is completed.</summary>
    public Task<Sent> CampaignAsync(CancellationToken cancellationToken) => MeasureAsync(Count, async stop =>
    {
        var campaign = (await stage.CallAsync("POST", $"/v1/apps/{app}/campaigns", new JsonObject
        {
            ["Name"] = "bench",
            ["SegmentId"] = segment,
            ["Schedule"] = new JsonObject { ["StartTime"] = "IMMEDIATE" },
            ["MessageConfiguration"] = new JsonObject { ["APNSMessage"] = new JsonObject { ["Title"] = "Hello", ["Body"] = "World" } },
        }, stop))["Id"]!.GetValue<string>(); // a campaign has an id
        while ((await stage.CallAsync("GET", $"/v1/apps/{app}/campaigns/{campaign}", null, stop))["State"]?["CampaignStatus"]
            ?.GetValue<string>() != "COMPLETED")
        {
            await Task.Delay(20, stop);
        }
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        await stage.DisposeAsync();
    }
}

/// <summary>What a round of pushes cost, the simulator's share included.</summary>
/// <param name="Rate">Pushes per second.</param>
/// <param name="Cpu">Processor time of this process per push, in microseconds.</param>
/// <param name="Allocated">Bytes that this process allocated per push.</param>
internal sealed record Sent(double Rate, double Cpu, double Allocated);
