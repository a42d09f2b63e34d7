using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Pinpush.Bench;

/// <summary>A campaign to 100,000 endpoints, ledger on disk, against a bare loop that sends pushes of the same form to the same simulator over as many connections.</summary>
internal static class CampaignBench
{
    private const int Recipients = 100_000, Rounds = 3;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.StartAsync(cancellationToken);
        var batches = (int)Math.Ceiling(Recipients * scale / 100);
        var count = batches * 100;
        var app = await stage.AppAsync(cancellationToken);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await stage.CallAsync("PUT", $"/v1/apps/{app}/channels/apns", new JsonObject
        {
            ["BundleId"] = BareLoop.Topic, ["TeamId"] = BareLoop.Team, ["TokenKeyId"] = BareLoop.KeyId, ["TokenKey"] = key.ExportPkcs8PrivateKeyPem(), ["Enabled"] = true,
        }, cancellationToken);
        var requests = Enumerable.Range(0, batches).Select(b => stage.Signer.Request("PUT", $"/v1/apps/{app}/endpoints", Devices.Batch(b))).ToArray();
        await HttpLoad.RunAsync(stage.Server.Address, requests, 8, 202, cancellationToken);
        var segment = (await stage.CallAsync("POST", $"/v1/apps/{app}/segments", new JsonObject { ["Name"] = "all" }, cancellationToken))["Id"]!.GetValue<string>(); // a segment has an id

        using var bare = new BareLoop(stage.Apns.ClearAddress, key);
        var rounds = new List<(double Ours, double Bare, double OurCpu, double BareCpu)>();
        for (var round = -1; round < Rounds; round++) // round -1 warms up
        {
            var (bareRate, bareCpu) = await MeasureAsync(stage, count, () => bare.SendAsync(count, cancellationToken));
            var (rate, cpu) = await MeasureAsync(stage, count, () => CampaignAsync(stage, app, segment, cancellationToken));
            if (round >= 0)
            {
                rounds.Add((rate, bareRate, cpu, bareCpu));
            }
        }

        var (ours, theirs, ourCpu, theirCpu) = rounds.OrderBy(r => r.Ours / r.Bare).ElementAt(Rounds / 2);
        return new Measured("campaign", ours / theirs, "ratio 0.8", [
            new("ours", ours, "pushes/s"), new("bare SocketsHttpHandler loop", theirs, "pushes/s"), new("recipients", count, ""),
            new("CPU per push, simulator included", ourCpu, "us"), new("the same, bare", theirCpu, "us")]);
    }

    private static async Task<(double Rate, double Cpu)> MeasureAsync(Stage stage, int count, Func<Task> send)
    {
        stage.Apns.Inbox.Clear();
        var (begun, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await send();
        var (seconds, spent) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, Environment.CpuUsage.TotalTime - cpu);
        var totals = stage.Apns.Inbox.Totals;
        return totals.Accepted == count && totals.Refused == 0
            ? (count / seconds, spent.TotalMicroseconds / count)
            : throw new BenchmarkFailedException($"Of {count} pushes the simulator accepted {totals.Accepted} and refused {totals.Refused}.");
    }

    private static async Task CampaignAsync(Stage stage, string app, string segment, CancellationToken cancellationToken)
    {
        var campaign = (await stage.CallAsync("POST", $"/v1/apps/{app}/campaigns", new JsonObject
        {
            ["Name"] = "bench",
            ["SegmentId"] = segment,
            ["Schedule"] = new JsonObject { ["StartTime"] = "IMMEDIATE" },
            ["MessageConfiguration"] = new JsonObject { ["APNSMessage"] = new JsonObject { ["Title"] = "Hello", ["Body"] = "World" } },
        }, cancellationToken))["Id"]!.GetValue<string>(); // a campaign has an id
        while ((await stage.CallAsync("GET", $"/v1/apps/{app}/campaigns/{campaign}", null, cancellationToken))["State"]?["CampaignStatus"]?.GetValue<string>() != "COMPLETED")
        {
            await Task.Delay(20, cancellationToken);
        }
    }
}
