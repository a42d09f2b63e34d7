namespace Pinpush.Gateways.Tests.Judges;

/// <summary>How haproxy ends connections and counts streams.</summary>
public sealed class HaproxyTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(10, 2000)]
    [InlineData(100, 2000)]
    public async Task A_limit_of_streams_is_kept(int streams, int pushes)
    {
        await using var haproxy = await Haproxy.StartAsync($"tune.h2.max-concurrent-streams {streams}");
        await using var sender = Round.Sender(haproxy.Address);

        var round = await Round.SendAsync(sender, pushes);

        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted((await haproxy.Judge.ReportAsync()).Processed);
    }

    [Fact]
    public async Task A_connection_that_it_closes_because_nobody_uses_it_costs_nothing()
    {
        await using var haproxy = await Haproxy.StartAsync(defaults: "timeout http-keep-alive 100ms");
        await using var sender = Round.Sender(haproxy.Address);
        await Round.AfterIdleAsync(sender, haproxy.Port);
    }

    [Fact]
    public async Task A_reload_in_mid_flight_loses_nothing()
    {
        await using var haproxy = await Haproxy.StartAsync();
        await using var sender = Round.Sender(haproxy.Address);
        var rounds = new List<Round> { await Round.SendAsync(sender, 500, "before") };

        var reload = haproxy.ReloadAsync();
        do
        {
            rounds.Add(await Round.SendAsync(sender, 500, $"round-{rounds.Count}"));
        }
        while (!reload.IsCompleted);

        await reload;
        var processed = (await haproxy.Judge.ReportAsync()).Processed;
        Assert.All(rounds, round =>
        {
            round.AssertAllAnswered();
            round.AssertNoDoubt();
            round.AssertCounted(round.Of(processed));
        });
        Assert.Equal(500 * rounds.Count, processed.Count);
    }
}
