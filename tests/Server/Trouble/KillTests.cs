using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Trouble;

/// <summary>
/// SIGKILL while the gateway is in trouble: everybody is reached or listed with a reason, nobody gets a push twice who is not listed, and nobody at all when
/// the campaign says <c>skip</c>.
/// </summary>
public sealed class KillTests(KillStage stage) : IClassFixture<KillStage>
{
    private const int Recipients = 3000, Untroubled = 100, Endless = 1_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="troubles">The campaign begins in the first one. Before each other one the server is killed, and started when it has begun. The last one
    /// ends while the server runs.</param>
    [Theory]
    [InlineData("APNS", "skip", "503 well")]
    [InlineData("GCM", "skip", "429:1 429:1")]
    [InlineData("APNS", "skip", "closed closed")]
    [InlineData("GCM", "skip", "goaway goaway")]
    [InlineData("APNS", "resend", "429 hang closed goaway 503:1")]
    public async Task Campaign_ServerKilledInTheTrouble_ReachesOrListsEverybody(string channel, string inDoubt, string troubles)
    {
        var (server, gateway) = (stage.Server, stage.Gateway);
        var app = await server.AppOfBothAsync();
        var addresses = await RegisterAsync(app, channel);
        var request = Calls.To(await server.SegmentAsync(app));
        request.MessageConfiguration.GCMMessage = new() { Title = "C", Body = "B" };
        request.Tags = new() { ["pinpush:in-doubt"] = inDoubt };
        var all = troubles.Split(' ');

        await BeginAsync(all[0]);
        var campaign = await server.CampaignAsync(app, request);
        foreach (var (trouble, next) in all.Zip(all.Skip(1)))
        {
            await FeltAsync(app, campaign, trouble);
            Assert.Equal("EXECUTING", await server.StatusAsync(app, campaign));
            await server.KillAsync();
            await BeginAsync(next);
            await server.RestartAsync(Cancel);
        }

        await FeltAsync(app, campaign, all[^1]);
        await gateway.HealAsync();
        var (status, run) = await server.EndedAsync(app, campaign);

        using var http = server.Http();
        var doubts = await http.DoubtsAsync(app, campaign);
        var processed = (await gateway.ReportAsync()).Processed;
        var times = addresses.ToDictionary(a => a, a => processed.GetValueOrDefault(a));
        Assert.Equal(("COMPLETED", Recipients, Recipients), (status, run.TotalEndpointCount, TroubleTests.Accounted(run)));
        Assert.Equal($"{doubts.Count}", run.ExecutionMetrics["InDoubt"]);
        Assert.Equal(doubts.Count, doubts.Distinct().Count());
        Assert.Subset(doubts.ToHashSet(), times.Where(t => t.Value != 1).Select(t => t.Key).ToHashSet());
        var without = Recipients - run.SuccessfulEndpointCount!.Value; // a run has it
        Assert.InRange(times.Values.Count(t => t == 0), 0, without);
        Assert.Equal(without, run.ExecutionMetrics.Where(m => m.Key.StartsWith("InDoubt.", StringComparison.Ordinal)).Sum(m => Number(m.Value)));
        Assert.InRange(without, inDoubt == "skip" ? doubts.Count : 0, doubts.Count); // whose second push is cut too is not sent a third one
        if (inDoubt == "skip")
        {
            Assert.All(times, t => Assert.InRange(t.Value, 0, 1));
        }
    }

    private Task BeginAsync(string trouble) => trouble.Split(':') switch
    {
        ["well"] => stage.Gateway.HealAsync(),
        [var fault, var wait] => stage.Gateway.BeginAsync(fault, Untroubled, Endless, ("retry-after", wait)),
        _ => stage.Gateway.BeginAsync(trouble, Untroubled, Endless),
    };

    // Until the campaign has met the trouble: pushes that were put off are on record, or the channel waits, or some got no proper answer.
    private async Task FeltAsync(string app, string campaign, string trouble)
    {
        var before = Count(await MetricsAsync(app, campaign));
        await Until.SoAsync(
            async () => trouble switch
            {
                "well" => true,
                "hang" or "goaway" => (await stage.Gateway.ReportAsync()).Left <= Endless - 20,
                "closed" => (await MetricsAsync(app, campaign)).Keys.Any(k => k.StartsWith("Waits.", StringComparison.Ordinal)),
                _ => Count(await MetricsAsync(app, campaign)) > before,
            }, Cancel);
    }

    private static int Count(Dictionary<string, string> metrics) =>
        metrics.Where(m => m.Key.StartsWith("PutOff.", StringComparison.Ordinal)).Sum(m => Number(m.Value));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // None when the run has not begun.
    private async Task<Dictionary<string, string>> MetricsAsync(string app, string campaign) =>
        (await stage.Server.Aws.GetCampaignActivitiesAsync(new() { ApplicationId = app, CampaignId = campaign }, Cancel))
            .ActivitiesResponse.Item is [var run] ? run.ExecutionMetrics : [];

    // Gives their addresses, which are their ids.
    private async Task<List<string>> RegisterAsync(string app, string channel)
    {
        var addresses = Enumerable.Range(0, Recipients).Select(i => $"{app}-{i}").ToList();
        foreach (var batch in addresses.Chunk(100))
        {
            await stage.Server.Aws.UpdateEndpointsBatchAsync(new()
            {
                ApplicationId = app,
                EndpointBatchRequest = new() { Item = [.. batch.Select(a => new EndpointBatchItem { Id = a, Address = a, ChannelType = channel })] },
            }, Cancel);
        }

        return addresses;
    }
}
