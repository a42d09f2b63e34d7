using System.Text.Json.Nodes;
using Pinpush.Gateways.Senders;
using Pinpush.Shared.Tests;

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

    [Fact]
    public async Task A_limit_that_shrinks_binds_also_those_who_have_a_place_already()
    {
        await using var judge = await NodeJudge.StartAsync(new() { ["end"] = "limits", ["every"] = 1, ["limits"] = new JsonArray(1), ["delay"] = 20 });
        await using var sender = Round.Sender(judge.Address);
        var (first, places) = (await PlaceAsync(), new List<PushPlace>());
        for (var i = 0; i < 20; i++)
        {
            places.Add(await PlaceAsync());
        }

        Assert.IsType<PushOutcome.Accepted>(await sender.SendAsync(first, Round.Push("first")));
        await Until.SoAsync(async () => (await judge.ReportAsync()).Settled > 1, TestContext.Current.CancellationToken); // it allows one stream, and we know
        var outcomes = await Task.WhenAll(places.Select((place, i) => sender.SendAsync(place, Round.Push($"t-{i}")).AsTask()));

        var report = await judge.ReportAsync();
        Round.AssertBlameless(report.Errors);
        Assert.All(outcomes, o => Assert.True(o is PushOutcome.Accepted or PushOutcome.NotProcessed { AtOnce: true }, $"{o}"));
        Assert.Equal(outcomes.Count(o => o is PushOutcome.Accepted) + 1, report.Processed.Count);

        ValueTask<PushPlace> PlaceAsync() => sender.EnterAsync(PushLane.Direct, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_limit_of_streams_that_changes_in_mid_flight_loses_nothing()
    {
        await using var judge = await NodeJudge.StartAsync(new() { ["end"] = "limits", ["every"] = 20, ["delay"] = 1 });
        await using var sender = Round.Sender(judge.Address);

        var round = await Round.SendAsync(sender, 2000);

        var report = await judge.ReportAsync();
        Round.AssertBlameless(report.Errors);
        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted(report.Processed);
        Assert.True(report.Ended > 20, $"{report}");
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
