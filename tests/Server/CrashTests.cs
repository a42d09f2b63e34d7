using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Pinpush.Fakes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests;

/// <summary>SIGKILL in the middle of the work: what was acknowledged is there, nobody is skipped, nobody gets it twice without being on the list.</summary>
/// <remarks>
/// A trigger in the ledger's file makes the middle: from a certain page on it takes no outcomes, so that those who have left then stay without one until
/// the server is killed, however quick or slow the machine is.
/// </remarks>
public sealed class CrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UpdateEndpoint_ServerKilledInTheMiddle_KeepsEveryAcknowledgedOne()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        var acknowledged = new ConcurrentQueue<string>();

        var burst = Burst.RunAsync(server, app, acknowledged); // it has no end of its own
        await Until.SoAsync(() => burst.IsCompleted || acknowledged.Count >= 3000, Cancel);
        Assert.False(burst.IsCompleted);
        await server.KillAsync();
        await burst;
        await server.RestartAsync(Cancel);

        await Burst.AssertThereAsync(server, app, acknowledged);
    }

    [Fact]
    public async Task Campaign_ServerKilledBeforeMostOutcomesAreWritten_ReachesAllAndListsWhoeverGotItTwice()
    {
        const int Recipients = 9000, Unanswered = 20;
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        var unanswered = Enumerable.Range(Recipients - Unanswered, Unanswered).ToList();
        unanswered.ForEach(i => server.Apns.Script(Calls.Token(i), new ScriptedOutcome.Hang()));
        Hold(server, fromPage: 4);

        var campaign = await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app)));
        await Until.SoAsync(
            () => server.Apns.Inbox.Totals.Accepted == Recipients - Unanswered && unanswered.TrueForAll(i => server.Apns.Inbox.For(Calls.Token(i)).Count > 0),
            Cancel);
        await server.KillAsync();
        unanswered.ForEach(i => server.Apns.Script(Calls.Token(i), ScriptedOutcome.Accept));
        server.ChangeLedger("DROP TRIGGER hold");
        var done = (int)server.AskLedger("SELECT SUM(length(outcomes)) FROM pages");
        await server.RestartAsync(Cancel);
        var (status, run) = await server.EndedAsync(app, campaign);

        Assert.InRange(done, 4, 4 * Recipients / 5);
        Assert.Equal(("COMPLETED", Recipients, Recipients), (status, run.TotalEndpointCount, run.SuccessfulEndpointCount));
        var doubts = await DoubtsAsync(server, app, campaign);
        Assert.Equal((Recipients - done, $"{Recipients - done}"), (doubts.Count, run.ExecutionMetrics["InDoubt"]));
        var twice = doubts.Except(unanswered).Select(Calls.Token).ToHashSet();
        var counts = server.Apns.Inbox.CountsByToken();
        Assert.Equal(Recipients, counts.Count);
        Assert.All(counts, c => Assert.Equal(twice.Contains(c.Token) ? 2 : 1, c.Accepted));
        Assert.Equal(twice.Count, server.Apns.Inbox.Repeated().Count); // the second one has the first one's apns-id
        Assert.All(server.Apns.Inbox.All().Where(d => twice.Contains(d.Token)).GroupBy(d => d.Token).Take(100), pushes =>
        {
            var both = pushes.ToList();
            Assert.Equal(both[0].Headers, both[1].Headers);
            Assert.Equal(both[0].Payload, both[1].Payload);
        });
    }

    [Theory]
    [InlineData("resend")]
    [InlineData("skip")]
    public async Task Campaign_ServerKilledWith4000OnTheirWay_LosesNobodyAndListsThem(string word)
    {
        const int Recipients = 7000, Answered = 1000, Window = 4000, Chunk = 500;
        await using var server = await ServerProcess.StartAsync(Cancel, maxStreams: 1500);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        server.Script(Answered..Recipients, new ScriptedOutcome.Hang());

        var request = Calls.To(await server.SegmentAsync(app));
        request.Tags = new() { ["pinpush:in-doubt"] = word };
        var campaign = await server.CampaignAsync(app, request);
        await Until.SoAsync(() => server.Apns.Inbox.Totals.Refused >= Window, Cancel);
        await server.KillAsync();
        var onTheirWay = server.Apns.Inbox.All().Where(d => d.Reason == "hang").Select(d => d.Token).ToHashSet();
        server.Script(Answered..Recipients, ScriptedOutcome.Accept);

        await server.RestartAsync(Cancel);
        var (status, run) = await server.EndedAsync(app, campaign);

        var doubts = (await DoubtsAsync(server, app, campaign)).Select(Calls.Token).ToHashSet();
        Assert.Equal(("COMPLETED", $"{doubts.Count}"), (status, run.ExecutionMetrics["InDoubt"]));
        Assert.Subset(doubts, onTheirWay);
        Assert.InRange(doubts.Count, Window, onTheirWay.Count + (4 * Chunk));
        Assert.Equal(server.Apns.Inbox.CountsByToken().Count, word == "skip" ? run.SuccessfulEndpointCount : Recipients);
        Assert.Equal(word == "skip" ? Recipients - doubts.Count : Recipients, run.SuccessfulEndpointCount);
        Assert.All(server.Apns.Inbox.All().GroupBy(d => d.Token), pushes =>
            Assert.InRange(pushes.Count(), 1, word == "resend" && doubts.Contains(pushes.Key) ? 2 : 1));
    }

    [Fact]
    public async Task Campaign_TemplateChangedAndDeletedAndServerKilledInTheMiddle_SaysTheSameToAll()
    {
        const int Recipients = 4000;
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        await server.TemplateAsync("greeting", "Old to {{Id}}");
        Hold(server, fromPage: 2);
        var campaign = await server.CampaignAsync(app, new()
        {
            SegmentId = await server.SegmentAsync(app),
            Schedule = new() { StartTime = "IMMEDIATE" },
            TemplateConfiguration = new() { PushTemplate = new() { Name = "greeting" } },
        });
        await Until.SoAsync(() => server.Apns.Inbox.Totals.Accepted == Recipients, Cancel);

        await server.RewriteAsync("greeting", "New", newVersion: false);
        await server.Aws.DeletePushTemplateAsync(new() { TemplateName = "greeting" }, Cancel);
        await server.KillAsync();
        server.ChangeLedger("DROP TRIGGER hold");
        await server.RestartAsync(Cancel);
        var (_, run) = await server.EndedAsync(app, campaign);

        Assert.Equal("SUCCESS", run.Result);
        Assert.Equal(Recipients, server.Apns.Inbox.CountsByToken().Count);
        Assert.All(server.Apns.Inbox.All(), d => Assert.Equal(
            $"Old to e{Convert.ToInt64(d.Token, 16)}", (string?)JsonNode.Parse(d.Payload!)!["aps"]!["alert"]!["body"])); // an alert each
    }

    [Fact]
    public async Task NamedRun_ServerKilledBeforeItsFirstPush_GoesOnAndStaysTaken()
    {
        const int Recipients = 100;
        const string Named = "/pinpush/runs?run=shop%2Fdev%2Flaunch";
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        server.ChangeLedger("CREATE TRIGGER hold BEFORE INSERT ON departures BEGIN SELECT RAISE(ABORT, 'hold'); END"); // it begins, and no push leaves
        var request = Calls.To(await server.SegmentAsync(app));
        request.Tags = new() { ["pinpush:run"] = "shop/dev/launch" };
        var campaign = await server.CampaignAsync(app, request);
        var taken = "";
        using (var http = server.Http())
        {
            await Until.SoAsync(
                async () =>
                {
                    (var status, taken) = await http.GetAsync(Named);
                    return status == 200;
                }, Cancel);
        }

        await server.KillAsync();
        Assert.Empty(server.Apns.Inbox.All());
        server.ChangeLedger("DROP TRIGGER hold");
        await server.RestartAsync(Cancel);
        var (first, run) = await server.EndedAsync(app, campaign);
        var (second, _) = await server.EndedAsync(app, await server.CampaignAsync(app, request));

        Assert.Equal(("COMPLETED", Recipients, "INVALID"), (first, run.SuccessfulEndpointCount, second));
        Assert.Equal(Recipients, server.Apns.Inbox.CountsByToken().Count);
        Assert.Equal(Recipients, server.Apns.Inbox.All().Count);
        using var after = server.Http();
        Assert.Equal((200, taken), await after.GetAsync(Named));
    }

    [Fact]
    public async Task SendMessages_RepeatedOverAStopAndOverAKill_NeverSendsTwice()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        async Task<(int Status, string Body)> SendAsync(int invocation, string token)
        {
            using var http = server.Http();
            return await http.SendAsync(
                "POST", $"/v1/apps/{app}/messages",
                """{"Addresses":{"TOKEN":{"ChannelType":"APNS"}},"MessageConfiguration":{"APNSMessage":{"Title":"T","Body":"B"}}}"""
                    .Replace("TOKEN", token, StringComparison.Ordinal),
                $"00000000-0000-0000-0000-00000000000{invocation}");
        }

        var first = await SendAsync(1, "aa01");
        await server.StopAsync();
        await server.RestartAsync(Cancel);
        var again = await SendAsync(1, "aa01");
        server.Apns.Script("aa02", new ScriptedOutcome.Hang());
        var cut = SendAsync(2, "aa02");
        await Until.SoAsync(() => server.Apns.Inbox.For("aa02").Count > 0, Cancel);

        await server.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => cut);
        await server.RestartAsync(Cancel);
        var after = await SendAsync(2, "aa02");
        var other = await SendAsync(3, "aa03");

        Assert.Equal((200, first), (first.Status, again));
        Assert.Contains("\"DeliveryStatus\":\"SUCCESSFUL\"", first.Body, StringComparison.Ordinal);
        Assert.Equal(500, after.Status);
        Assert.Contains(
            "\"Message\":\"The server was killed while it worked on this call, so whether it was done is not known, and it is not done again. "
            + "Look what is there before you make a new call.\"",
            after.Body, StringComparison.Ordinal);
        Assert.Contains("\"DeliveryStatus\":\"SUCCESSFUL\"", other.Body, StringComparison.Ordinal);
        Assert.All(new[] { "aa01", "aa02", "aa03" }, token => Assert.Single(server.Apns.Inbox.For(token)));
    }

    private static void Hold(ServerProcess server, int fromPage) => server.ChangeLedger(
        $"CREATE TRIGGER hold BEFORE INSERT ON pages WHEN NEW.page >= {fromPage} BEGIN SELECT RAISE(ABORT, 'hold'); END");

    private static async Task<List<int>> DoubtsAsync(ServerProcess server, string app, string campaign)
    {
        using var http = server.Http();
        return (await http.DoubtsAsync(app, campaign)).ConvertAll(e => int.Parse(e[1..], CultureInfo.InvariantCulture));
    }
}
