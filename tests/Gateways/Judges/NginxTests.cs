namespace Pinpush.Gateways.Tests.Judges;

/// <summary>How nginx ends connections and counts streams.</summary>
public sealed class NginxTests
{
    [Theory]
    [InlineData("keepalive_requests 1;", 500)]
    [InlineData("keepalive_requests 10;", 2000)]
    [InlineData("keepalive_requests 100;", 2000)]
    [InlineData("keepalive_time 20ms;", 2000)]
    [InlineData("http2_max_concurrent_streams 1;", 1000)]
    [InlineData("http2_max_concurrent_streams 10;", 2000)]
    [InlineData("http2_max_concurrent_streams 100; keepalive_requests 1000;", 2000)]
    public async Task Each_push_is_answered_once(string directives, int pushes)
    {
        await using var nginx = await Nginx.StartAsync(directives);
        await using var sender = Round.Sender(nginx.Address);

        var round = await Round.SendAsync(sender, pushes);

        round.AssertAllAnswered();
        round.AssertNoDoubt();
        var log = await nginx.LogAsync(pushes);
        Assert.All(log, line => Assert.EndsWith(" 200", line, StringComparison.Ordinal));
        round.AssertCounted(log.CountBy(line => line.Split(' ')[0]["/3/device/".Length..]).ToDictionary());
    }

    [Fact]
    public async Task It_may_hand_the_pushes_on_to_another_server()
    {
        await using var judge = await NodeJudge.StartAsync(new() { ["http1"] = true }, secure: false);
        await using var nginx = await Nginx.StartAsync("keepalive_requests 100;", $"proxy_pass http://127.0.0.1:{judge.Port};");
        await using var sender = Round.Sender(nginx.Address);

        var round = await Round.SendAsync(sender, 1000);

        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted((await judge.ReportAsync()).Processed);
    }

    [Fact]
    public async Task A_connection_that_it_closes_because_nobody_uses_it_costs_nothing()
    {
        await using var nginx = await Nginx.StartAsync("keepalive_timeout 100ms;");
        await using var sender = Round.Sender(nginx.Address);
        await Round.AfterIdleAsync(sender, nginx.Port);
    }
}
