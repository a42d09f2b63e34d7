namespace Pinpush.Bench.Campaigns;

/// <summary>A campaign, ledger on disk, against a bare loop that sends pushes of the same form to the same gateway. HTTP/2 in clear text.</summary>
internal static class CampaignBench
{
    private const int Recipients = 100_000;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await CampaignStage.StartAsync(tls: false, new() { Streams = 1000 }, Recipients * scale, cancellationToken);
        using var loop = new BareLoop(stage);
        var (we, they) = await Rounds.MedianAsync(
            scale,
            async stop => (Ours: await stage.CampaignAsync(stop), Bare: await loop.SendAsync(stop)),
            static r => r.Ours.Rate / r.Bare.Rate, cancellationToken);
        return new Measured("campaign", [
            new("ratio to a bare HTTP/2 loop", we.Rate / they.Rate, Goal: new(0.8)), .. CampaignFigures.Of(we),
            .. CampaignFigures.Of("bare loop", they), new("bare loop, CPU per push", they.Cpu, "us"),
            new("bare loop, allocated", they.Allocated, "bytes/push")]);
    }
}
