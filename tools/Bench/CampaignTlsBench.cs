namespace Pinpush.Bench;

/// <summary>
/// A campaign over TLS against @parse/node-apn, which keeps no ledger, on the same simulator, over as many connections, with as many pushes at once.
/// Without Node.js or the package a bare loop over TLS is all there is to compare with.
/// </summary>
internal static class CampaignTlsBench
{
    private const int Recipients = 50_000, Rounds = 3;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await CampaignStage.StartAsync(tls: true, Recipients * scale, cancellationToken);
        await using var node = NodeApn.Start(stage);
        using var loop = new BareLoop(stage.Apns.TlsAddress, stage.Key, stage.Apns.Authority.CaPath);
        var some = Math.Max(100, stage.Count / 5); // Node.js takes its time
        var rounds = new List<(Sent Ours, Sent Bare, Sent? Node)>();
        for (var round = -1; round < Rounds; round++) // round -1 warms up
        {
            var bare = await stage.MeasureAsync(stage.Count, stop => loop.SendAsync(stage.Count, stop), cancellationToken);
            var ours = await stage.CampaignAsync(cancellationToken);
            var peer = node is null ? null : await NodeAsync(stage, node, some, cancellationToken);
            if (round >= 0)
            {
                rounds.Add((ours, bare, peer));
            }
        }

        var (we, they, them) = rounds.OrderBy(r => r.Ours.Rate / (r.Node ?? r.Bare).Rate).ElementAt(Rounds / 2);
        List<Figure> figures = [
            new("ratio to a bare loop over TLS", we.Rate / they.Rate), new("ours over TLS", we.Rate, "pushes/s"),
            new("bare loop over TLS", they.Rate, "pushes/s"),
            new("recipients", stage.Count),
            new("CPU per push, simulator included", we.Cpu, "us"), new("the same, bare", they.Cpu, "us")];
        if (them is not null)
        {
            figures.Insert(0, new("ratio to @parse/node-apn over TLS", we.Rate / them.Rate, Goal: new(5)));
            figures.AddRange([new("@parse/node-apn over TLS", them.Rate, "pushes/s"), new("the same CPU, @parse/node-apn", them.Cpu, "us")]);
        }

        return new Measured("campaign-tls", figures);
    }

    private static async Task<Sent> NodeAsync(CampaignStage stage, NodeApn node, int count, CancellationToken cancellationToken)
    {
        var own = 0.0;
        var sent = await stage.MeasureAsync(count, async stop => own = await node.SendAsync(count, stop), cancellationToken);
        return sent with { Cpu = sent.Cpu + own }; // the simulator's here, the client's there
    }
}
