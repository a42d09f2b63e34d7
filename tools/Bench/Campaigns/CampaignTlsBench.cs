namespace Pinpush.Bench.Campaigns;

/// <summary>
/// A campaign over TLS against @parse/node-apn, which keeps no ledger, and against a bare loop, on the same gateway. Without Node.js or the package the
/// loop is all there is to compare with.
/// </summary>
internal static class CampaignTlsBench
{
    private const int Recipients = 50_000;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await CampaignStage.StartAsync(tls: true, new() { Streams = 1000 }, Recipients * scale, cancellationToken);
        await using var node = NodeApn.Start(stage);
        using var loop = new BareLoop(stage);
        var some = Math.Max(100, stage.Count / 5); // Node.js takes its time
        var (we, they, them) = await Rounds.MedianAsync(
            scale,
            async stop => (
                Ours: await stage.CampaignAsync(stop), Bare: await loop.SendAsync(stop), Node: node is null ? null : await NodeAsync(stage, node, some, stop)),
            static r => r.Ours.Rate / (r.Node ?? r.Bare).Rate, cancellationToken);
        Figure bare = new("ratio to a bare loop over TLS", we.Rate / they.Rate);
        IEnumerable<Figure> figures = [.. CampaignFigures.Of(we), .. CampaignFigures.Of("bare loop", they), new("bare loop, CPU per push", they.Cpu, "us")];
        return new Measured("campaign-tls", them is null ? [bare, .. figures] :
        [
            new("ratio to @parse/node-apn over TLS", we.Rate / them.Rate, Goal: new(5.5)), bare, .. figures,
            .. CampaignFigures.Of("@parse/node-apn", them), new("@parse/node-apn, CPU per push", them.Cpu, "us"),
        ]);
    }

    private static async Task<Sent> NodeAsync(CampaignStage stage, NodeApn node, int count, CancellationToken cancellationToken)
    {
        var cpu = 0.0;
        var sent = await stage.MeasureAsync(count, () => Usage.None, async stop => cpu = await node.SendAsync(count, stop), cancellationToken);
        return sent with { Cpu = cpu };
    }
}
