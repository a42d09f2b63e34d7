namespace Pinpush.Bench.Campaigns;

/// <summary>The first campaign of a server that has just started: when its first push arrives, and how fast it is beside a later one.</summary>
internal static class CampaignFirstBench
{
    private const int Recipients = 100_000, First = 20_000;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await CampaignStage.StartAsync(tls: true, new() { Streams = 1000, Delay = 40 }, Recipients * scale, cancellationToken);
        var counted = Math.Min(stage.Count, (int)Math.Ceiling(First * scale));
        var (first, later) = await Rounds.MedianAsync(scale, RoundAsync, static r => r.First.Rate / r.Later.Rate, cancellationToken);
        return new Measured("campaign-first", [
            new("ratio of its rate to a later one's", first.Rate / later.Rate, Goal: new(0.8)),
            new("first push after the call's answer", first.FirstAfter, "ms", new(50, AtMost: true)),
            new("a later one's first push", later.FirstAfter, "ms"),
            new($"first {counted} arrivals", first.Rate, "pushes/s"), new("a later one, first to last arrival", later.Rate, "pushes/s"),
            new("recipients", stage.Count)]);

        async Task<(Sent First, Sent Later)> RoundAsync(CancellationToken stop)
        {
            await stage.RestartAsync(stop);
            var first = await stage.CampaignAsync(counted, silentEvery: 0, stop);
            await stage.CampaignAsync(stop);
            return (first, await stage.CampaignAsync(stop));
        }
    }
}
