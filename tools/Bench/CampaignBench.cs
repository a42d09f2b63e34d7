namespace Pinpush.Bench;

/// <summary>
/// A campaign to 100,000 endpoints, ledger on disk, against a bare loop that sends pushes of the same form to the same simulator. HTTP/2 in clear text.
/// </summary>
internal static class CampaignBench
{
    private const int Recipients = 100_000, Rounds = 3;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await CampaignStage.StartAsync(tls: false, Recipients * scale, cancellationToken);
        using var loop = new BareLoop(stage.Apns.ClearAddress, stage.Key);
        var rounds = new List<(Sent Ours, Sent Bare)>();
        for (var round = -1; round < Rounds; round++) // round -1 warms up
        {
            var bare = await stage.MeasureAsync(stage.Count, stop => loop.SendAsync(stage.Count, stop), cancellationToken);
            var ours = await stage.CampaignAsync(cancellationToken);
            if (round >= 0)
            {
                rounds.Add((ours, bare));
            }
        }

        var (we, they) = rounds.OrderBy(r => r.Ours.Rate / r.Bare.Rate).ElementAt(Rounds / 2);
        return new Measured("campaign", [
            new("ratio to a bare HTTP/2 loop", we.Rate / they.Rate, Goal: new(0.8)), new("ours", we.Rate, "pushes/s"),
            new("bare SocketsHttpHandler loop", they.Rate, "pushes/s"),
            new("recipients", stage.Count),
            new("CPU per push, simulator included", we.Cpu, "us"), new("the same, bare", they.Cpu, "us"),
            new("allocated, simulator included", we.Allocated, "bytes/push"), new("the same, bare", they.Allocated, "bytes/push")]);
    }
}
