using System.Text;

namespace Pinpush.Bench;

/// <summary>UpdateEndpoint, every call signed, every endpoint new and every answer durable, against the same Kestrel answering 202 to the same bytes.</summary>
internal static class UpdateEndpointBench
{
    private const int Calls = 30_000, Connections = 64;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.StartAsync(cancellationToken);
        await using var bare = await BareKestrel.StartAsync(cancellationToken);
        var calls = (int)Math.Ceiling(Calls * scale);
        var (ours, theirs, p50, p99) = await Rounds.MedianAsync(scale, RoundAsync, static r => r.Ours / r.Bare, cancellationToken);
        return new Measured("update-endpoint", [
            new("ratio to bare Kestrel", ours / theirs, Goal: new(0.4)), new("ours", ours, "calls/s"), new("bare Kestrel", theirs, "calls/s"),
            new("p50", p50, "ms"), new("p99", p99, "ms", new(25, AtMost: true)), new("connections", Connections)]);

        async Task<(double Ours, double Bare, double P50, double P99)> RoundAsync(CancellationToken stop)
        {
            var app = await stage.Api.AppAsync(stop);
            var requests = new byte[calls][];
            Parallel.For(0, calls, i => requests[i] = stage.Api.Signer.Request("PUT", $"/v1/apps/{app}/endpoints/endpoint-{i}",
                Encoding.UTF8.GetBytes(Devices.Endpoint(i, "APNS").ToJsonString())));
            var (bareSeconds, _) = await HttpLoad.RunAsync(bare.Address, requests, Connections, 202, stop);
            var (seconds, latencies) = await HttpLoad.RunAsync(stage.Api.Server, requests, Connections, 202, stop);
            return (calls / seconds, calls / bareSeconds, latencies[calls / 2], latencies[(int)(calls * 0.99)]);
        }
    }
}
