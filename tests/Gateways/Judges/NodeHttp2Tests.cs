namespace Pinpush.Gateways.Tests.Judges;

/// <summary>How <c>node:http2</c> (nghttp2) ends connections and counts streams.</summary>
public sealed class NodeHttp2Tests
{
    [Theory]
    [InlineData("goaway", 1, 300)]
    [InlineData("goaway", 10)]
    [InlineData("goaway", 25)]
    [InlineData("goaway", 100)]
    [InlineData("graceful", 10)]
    [InlineData("graceful", 100)]
    [InlineData("close", 1, 300)]
    [InlineData("close", 100)]
    public async Task A_gateway_that_says_GOAWAY_all_the_time_gets_each_push_once(string end, int every, int pushes = 2000)
    {
        await using var judge = await NodeJudge.StartAsync(new() { ["end"] = end, ["every"] = every });
        await using var sender = Round.Sender(judge.Address);

        var round = await Round.SendAsync(sender, pushes);

        var report = await judge.ReportAsync();
        Round.AssertBlameless(report.Errors);
        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted(report.Processed);
        Assert.True(report.Ended > 0, $"{report}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public async Task A_limit_of_streams_is_kept_and_used(int streams)
    {
        await using var judge = await NodeJudge.StartAsync(new() { ["streams"] = streams, ["delay"] = 1 });
        await using var sender = Round.Sender(judge.Address);

        var round = await Round.SendAsync(sender, 2000);

        var report = await judge.ReportAsync();
        Round.AssertBlameless(report.Errors);
        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted(report.Processed);
        Assert.Equal(streams, report.Peak);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task A_refused_stream_is_sent_again_and_was_not_seen(int refuse)
    {
        await using var judge = await NodeJudge.StartAsync(new() { ["refuse"] = refuse });
        await using var sender = Round.Sender(judge.Address);

        var round = await Round.SendAsync(sender, 2000);

        var report = await judge.ReportAsync();
        Round.AssertBlameless(report.Errors);
        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted(report.Processed);
        Assert.InRange(report.Refused, 2000 / refuse, 2000);
    }

    [Fact]
    public async Task A_connection_cut_in_mid_flight_leaves_in_doubt_only_what_had_a_stream()
    {
        await using var judge = await NodeJudge.StartAsync(new() { ["end"] = "cut", ["every"] = 100, ["streams"] = 50, ["delay"] = 1 });
        await using var sender = Round.Sender(judge.Address);

        var round = await Round.SendAsync(sender, 2000);

        var report = await judge.ReportAsync();
        round.AssertAllAnswered();
        round.AssertCounted(report.Processed);
        Assert.True(report.Ended > 0 && round.Doubts <= report.Ended * 50, $"{report.Ended} cuts. {round.Story}");
    }

    [Fact]
    public async Task An_idle_connection_that_was_cut_costs_nothing()
    {
        await using var judge = await NodeJudge.StartAsync([]);
        await using var sender = Round.Sender(judge.Address);
        await Round.AfterIdleAsync(sender, judge.Port, 20, judge.CutAsync);
    }
}
