using System.Text;

namespace Pinpush.Bench;

/// <summary>UpdateEndpoint, every call signed, every endpoint new and every answer durable, against the same Kestrel answering 202 to the same bytes.</summary>
internal static class UpdateEndpointBench
{
    private const int Calls = 30_000, Connections = 64, Rounds = 3;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.StartAsync(tls: false, cancellationToken);
        await using var bare = await BareKestrel.StartAsync(cancellationToken);
        var calls = (int)Math.Ceiling(Calls * scale);
        var rounds = new List<(double Ours, double Bare, double P50, double P99)>();
        for (var round = -1; round < Rounds; round++) // round -1 warms up: what is compiled then is fast after
        {
            var app = await stage.AppAsync(cancellationToken);
            var requests = new byte[calls][];
            Parallel.For(0, calls, i => requests[i] = stage.Signer.Request("PUT", $"/v1/apps/{app}/endpoints/endpoint-{i}",
                Encoding.UTF8.GetBytes(Devices.Endpoint(i).ToJsonString())));
            var (bareSeconds, _) = await HttpLoad.RunAsync(bare.Address, requests, Connections, 202, cancellationToken);
            var (seconds, latencies) = await HttpLoad.RunAsync(stage.Server.Address, requests, Connections, 202, cancellationToken);
            if (round >= 0)
            {
                rounds.Add((calls / seconds, calls / bareSeconds, latencies[calls / 2], latencies[(int)(calls * 0.99)]));
            }
        }

        var (ours, theirs, p50, p99) = rounds.OrderBy(r => r.Ours / r.Bare).ElementAt(Rounds / 2);
        return new Measured("update-endpoint", [
            new("ratio to bare Kestrel", ours / theirs, Goal: new(0.4)), new("ours", ours, "calls/s"), new("bare Kestrel", theirs, "calls/s"),
            new("p50", p50, "ms"), new("p99", p99, "ms", new(25, AtMost: true)), new("connections", Connections)]);
    }
}
