namespace Pinpush.Bench.Campaigns;

/// <summary>
/// A campaign of which one push in a hundred is never answered, against the same campaign with all answered. Both rates are those of the first 90 % of the
/// arrivals: how the silent ones end, which takes the sender's time-out, is not what is asked.
/// </summary>
internal static class CampaignSilentBench
{
    private const int Recipients = 100_000, SilentEvery = 100;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await CampaignStage.StartAsync(tls: true, new() { Streams = 1000, Delay = 40 }, Recipients * scale, cancellationToken);
        var most = stage.Count * 9 / 10;
        var (some, all) = await Rounds.MedianAsync(
            scale,
            async stop => (Some: await stage.CampaignAsync(most, SilentEvery, stop), All: await stage.CampaignAsync(most, silentEvery: 0, stop)),
            static r => r.Some.Rate / r.All.Rate, cancellationToken);
        return new Measured("campaign-silent", [
            new("ratio to all answered", some.Rate / all.Rate, Goal: new(0.8)), new("1 % silent, first 90 % of arrivals", some.Rate, "pushes/s"),
            new("all answered, first 90 % of arrivals", all.Rate, "pushes/s"), new("1 % silent, most in flight", some.Arrived.MostInFlight),
            new("1 % silent, sent once more", some.Arrived.Requests - some.Arrived.Distinct), new("recipients", stage.Count)]);
    }
}
