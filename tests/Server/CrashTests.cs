using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pinpush.Fakes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests;

/// <summary>SIGKILL in the middle of the work: what was acknowledged is there, nobody is skipped, nobody gets it twice without being on the list.</summary>
/// <remarks>
/// A trigger in the ledger's file makes the middle: from a certain page on it takes no outcomes, so that the pages then in flight, four at a time with
/// 500 recipients each, stay in flight until the server is killed, however quick or slow the machine is.
/// </remarks>
public sealed class CrashTests
{
    private const int PageSize = 500, PagesAtOnce = 4;

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
    public async Task Campaign_ServerKilledInTheMiddleOf20000_ReachesAllAndListsWhoeverGotItTwice()
    {
        const int Recipients = 20_000, Done = 12, Unanswered = 5; // pages; recipients of each page in flight
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        var inFlight = Enumerable.Range(Done * PageSize, PagesAtOnce * PageSize).ToList();
        var unanswered = inFlight.Where(i => i % PageSize < Unanswered).ToList();
        unanswered.ForEach(i => server.Apns.Script(Calls.Token(i), new ScriptedOutcome.Hang()));
        Hold(server, Done);

        var campaign = await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app)));
        await Until.SoAsync(
            () => server.Apns.Inbox.Totals.Accepted == (Done + PagesAtOnce) * PageSize - unanswered.Count
                && unanswered.TrueForAll(i => server.Apns.Inbox.For(Calls.Token(i)).Count > 0),
            Cancel);
        await server.KillAsync();
        unanswered.ForEach(i => server.Apns.Script(Calls.Token(i), ScriptedOutcome.Accept));
        server.ChangeLedger("DROP TRIGGER hold");
        await server.RestartAsync(Cancel);
        var (status, run) = await server.EndedAsync(app, campaign);

        Assert.Equal(("COMPLETED", Recipients, Recipients), (status, run.TotalEndpointCount, run.SuccessfulEndpointCount));
        using var http = server.Http();
        var (_, doubt) = await http.GetAsync($"/pinpush/in-doubt?application-id={app}&campaign-id={campaign}");
        Assert.Equal(
            inFlight.Select(i => $"e{i}").Order(StringComparer.Ordinal),
            JsonNode.Parse(doubt)!["Item"]!.AsArray().Select(d => (string?)d!["EndpointId"]).Order(StringComparer.Ordinal)); // a list of objects
        var twice = inFlight.Except(unanswered).Select(Calls.Token).ToHashSet();
        var counts = server.Apns.Inbox.CountsByToken();
        Assert.Equal(Recipients, counts.Count);
        Assert.All(counts, c => Assert.Equal(twice.Contains(c.Token) ? 2 : 1, c.Accepted));
        Assert.Equal(twice.Count, server.Apns.Inbox.Repeated().Count); // the second one has the first one's apns-id
    }

    [Fact]
    public async Task Campaign_TemplateChangedAndDeletedAndServerKilledInTheMiddle_SaysTheSameToAll()
    {
        const int Recipients = 4000, Done = 2;
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, Recipients);
        await server.TemplateAsync("greeting", "Old to {{Id}}");
        Hold(server, Done);
        var campaign = await server.CampaignAsync(app, new()
        {
            SegmentId = await server.SegmentAsync(app),
            Schedule = new() { StartTime = "IMMEDIATE" },
            TemplateConfiguration = new() { PushTemplate = new() { Name = "greeting" } },
        });
        await Until.SoAsync(() => server.Apns.Inbox.Totals.Accepted == (Done + PagesAtOnce) * PageSize, Cancel);

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
        server.ChangeLedger("CREATE TRIGGER hold BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'hold'); END"); // it begins, and no push leaves
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
        $"CREATE TRIGGER hold BEFORE UPDATE ON pages WHEN NEW.done = 1 AND NEW.page >= {fromPage} BEGIN SELECT RAISE(ABORT, 'hold'); END");
}
