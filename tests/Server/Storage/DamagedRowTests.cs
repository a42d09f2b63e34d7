using System.Text.Json.Nodes;
using Pinpush.Server.Storage;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Storage;

/// <summary>A row that is not what was written is told with file and row, and stops only what needs it.</summary>
public sealed class DamagedRowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("token-e1", "token-e9")] // reads as well as before
    [InlineData("{", "}")]
    public async Task Endpoint_ItsRowIsDamaged_GetsNothingWhileAllOthersDo(string was, string now)
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        foreach (var id in new[] { "e0", "e1", "e2" })
        {
            await server.RegisterAsync(app, id, new() { User = new() { UserId = "u" } });
        }

        Spoil(server.Scratch.File("data/endpoints.db"), "endpoints", was, now, "number = 2");
        var (status, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app))));
        var direct = await server.SendAsync(app, "e0", "e1", "e2");
        var refused = await Calls.RefusedAsync(() => server.EndpointAsync(app, "e1"));
        var written = await Calls.RefusedAsync(() => server.RegisterAsync(app, "e1"));

        Assert.Equal(("COMPLETED", 2), (status, run.SuccessfulEndpointCount));
        Assert.Equal(["e0", "e2"], direct.Where(r => r.Value.StatusCode == 200).Select(r => r.Key).Order(StringComparer.Ordinal));
        const string Told = "endpoints.db: the row endpoints 2 is damaged. "
            + "What needs it does not go on; put back all files of the data folder from one backup.";
        Assert.Equal(((500, Told), (500, Told)), (refused, written));
        Assert.Equal("token-e0", (await server.EndpointAsync(app, "e0")).Address);
        Assert.Equal(["e0", "e2"], (await server.Aws.GetUserEndpointsAsync(new() { ApplicationId = app, UserId = "u" }, Cancel)).EndpointsResponse.Item
            .Select(e => e.Id).Order(StringComparer.Ordinal));
        Assert.Contains(Told, server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Apns.Inbox.All(), d => d.Token is "token-e1" or "token-e9");

        File.Delete(server.Scratch.File("data/endpoints.index"));
        await server.KillAsync();
        File.Delete(server.Scratch.File("data/endpoints.index"));
        await server.RestartAsync(Cancel); // reads all rows, and starts
        Assert.Equal("token-e2", (await server.EndpointAsync(app, "e2")).Address);
        await server.Aws.DeleteAppAsync(new() { ApplicationId = app }, Cancel);
    }

    [Fact]
    public async Task Segment_ItsRowIsDamaged_CampaignStopsAndNothingElse()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, "e");
        var (sound, spoilt) = (await server.SegmentAsync(app), await server.SegmentAsync(app));
        var paused = Calls.To(spoilt);
        paused.IsPaused = true;
        var campaign = await server.CampaignAsync(app, paused);
        await server.KillAsync();
        Spoil(server.Scratch.File("data/core.db"), "documents", "some", "sane", $"id = '{spoilt}'");
        Spoil(server.Scratch.File("data/core.db"), "documents", "PAUSED", "SCHEDULED", $"id = '{campaign}'", withSum: true);

        await server.RestartAsync(Cancel);
        var (status, message) = await Calls.RefusedAsync(
            () => server.Aws.GetSegmentAsync(new() { ApplicationId = app, SegmentId = spoilt }, Cancel));
        var (ended, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(sound)));

        Assert.Equal((500, $"core.db: the row documents segment {app} {spoilt} 1 is damaged."), (status, message[..(message.IndexOf('.', 8) + 1)]));
        Assert.Equal(("COMPLETED", 1), (ended, run.SuccessfulEndpointCount));
        Assert.Equal("SCHEDULED", (await server.StatusAsync(app, campaign)).Replace("EXECUTING", "SCHEDULED", StringComparison.Ordinal));
        Assert.Single(server.Log.Split('\n'), l => l.Contains($"Campaign {campaign} does not go on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pages", "numbers", "pages 1 0")] // the activity needs it too
    [InlineData("runs", "recipients", "runs 1")] // it does not, and says why nothing happens
    public async Task Campaign_ARowOfItsRunIsDamaged_ReachesNobodyTwiceAndOthersGoOn(string table, string column, string row)
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, 3);
        server.ChangeLedger("CREATE TRIGGER hold BEFORE UPDATE OF ended ON runs BEGIN SELECT RAISE(ABORT, 'hold'); END"); // it is sent, and does not end
        var (segment, ledger) = (await server.SegmentAsync(app), server.Scratch.File("data/ledger.db"));
        var spoilt = await server.CampaignAsync(app, Calls.To(segment));
        await Until.SoAsync(() => server.AskLedger("SELECT COUNT(*) FROM pages") == 1, Cancel);
        await server.KillAsync();
        Flip.Execute(ledger, "DROP TRIGGER hold");
        Flip.Bit(ledger, table, column);

        await server.RestartAsync(Cancel);
        await server.RegisterAsync(app, "late");
        var (ended, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(segment)));
        using var http = server.Http();
        var (status, activities) = await http.GetAsync($"/v1/apps/{app}/campaigns/{spoilt}/activities");
        var kpi = await server.Aws.GetApplicationDateRangeKpiAsync(
            new() { ApplicationId = app, KpiName = "successful-deliveries-grouped-by-campaign" }, Cancel);

        var told = $"ledger.db: the row {row} is damaged. What needs it does not go on; put back all files of the data folder from one backup.";
        Assert.Equal(("COMPLETED", 4, "EXECUTING"), (ended, run.SuccessfulEndpointCount, await server.StatusAsync(app, spoilt)));
        Assert.Equal(table == "pages" ? 500 : 200, status);
        Assert.Contains(told, activities, StringComparison.Ordinal);
        Assert.Contains("4.0", kpi.ApplicationDateRangeKpiResponse.KpiResult.Rows.Select(r => r.Values[0].Value));
        Assert.Equal(table == "pages" ? 1 : 2, kpi.ApplicationDateRangeKpiResponse.KpiResult.Rows.Count); // who got it is known
        Assert.Equal(7, server.Apns.Inbox.Totals.Accepted);
        Assert.Single(
            server.Log.Split('\n'), l => l.Contains($"Campaign {spoilt} does not go on until the server is started again: {told}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("body")]
    [InlineData("status")]
    [InlineData("answered")]
    public async Task KeptAnswer_ItsRowIsDamaged_IsNotGivenAndNothingIsDoneAgain(string column)
    {
        const string Told = "calls.db: the row calls 1 is damaged. It kept the answer of a call.";

        var (status, body, log) = await RepeatedAsync(calls => Flip.Bit(calls, "calls", column));

        Assert.Equal(500, status);
        Assert.Contains(Told, body, StringComparison.Ordinal);
        Assert.Contains(Told, log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)] // found by the index, the answer is sound
    [InlineData(false)] // the index is made anew
    public async Task KeptAnswer_ABitOfItsKeyFlippedInTheFile_IsGivenAndNothingIsDoneAgain(bool isInRow)
    {
        var (status, _, log) = await RepeatedAsync(
            calls => Flip.InFile(calls, new Database(calls, "").Read(s => (string)s.Scalar("SELECT key FROM calls")!), isInRow)); // the call is there

        Assert.Equal(201, status);
        Assert.Equal(isInRow, log.Contains("calls.db: the row calls 1 is damaged.", StringComparison.Ordinal));
    }

    // Makes an app, and once more over a restart; there has to be one.
    private static async Task<(int Status, string Body, string Log)> RepeatedAsync(Action<string> spoil)
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var invocation = Guid.NewGuid().ToString();
        using (var http = server.Http())
        {
            Assert.Equal(201, (await http.SendAsync("POST", "/v1/apps", """{"Name":"once"}""", invocation)).Status);
        }

        await server.StopAsync();
        spoil(server.Scratch.File("data/calls.db"));
        await server.RestartAsync(Cancel);
        using var again = server.Http();
        var (status, body) = await again.SendAsync("POST", "/v1/apps", """{"Name":"once"}""", invocation);

        Assert.Single((await server.Aws.GetAppsAsync(new(), Cancel)).ApplicationsResponse.Item);
        return (status, body, server.Log);
    }

    [Theory]
    [InlineData("body", false)]
    [InlineData("campaign", false)]
    [InlineData("body", true)]
    public async Task Event_ItsRowIsDamaged_CountsNotAndIsToldOnce(string column, bool isOfAnEarlierVersion)
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, 2);
        var campaign = await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app)));
        await server.EndedAsync(app, campaign);
        using var http = server.Http();
        foreach (var id in new[] { "e0", "e1" })
        {
            var (status, _) = await http.SendAsync("POST", $"/v1/apps/{app}/events", $$$"""
                {"BatchItem":{"{{{id}}}":{"Endpoint":{},"Events":{"o":{"EventType":"_campaign.opened_notification",
                 "Timestamp":"{{{TimeProvider.System.GetUtcNow():O}}}","Attributes":{"campaign_id":"{{{campaign}}}"} } } } } }
                """);
            Assert.Equal(202, status);
        }

        Flip.Bit(server.Scratch.File("data/events.db"), "events", column, "endpoint = 'e1'");
        if (isOfAnEarlierVersion)
        {
            Flip.Execute(server.Scratch.File("data/events.db"), "UPDATE events SET sum = NULL");
        }

        for (var i = 0; i < 2; i++)
        {
            var kpi = await server.Aws.GetApplicationDateRangeKpiAsync(new() { ApplicationId = app, KpiName = "push-open-rate" }, Cancel);
            Assert.Equal(isOfAnEarlierVersion ? "1.0" : "0.5", Assert.Single(kpi.ApplicationDateRangeKpiResponse.KpiResult.Rows).Values[0].Value);
        }

        Assert.Equal(isOfAnEarlierVersion ? 0 : 1, server.Log.Split('\n').Count(
            l => l.Contains($"events.db: the row events {app} e1 o is damaged.", StringComparison.Ordinal)));
    }

    // Sound JSON of other content, as a bit that flips makes it now and then; withSum as the server itself would write it.
    private static void Spoil(string file, string table, string was, string now, string where, bool withSum = false)
    {
        using var connection = new Database(file, "").Open(readOnly: false);
        using var statements = new Statements(connection);
        Assert.Equal(1, statements.Execute(
            $"UPDATE {table} SET body = CAST(replace(CAST(body AS TEXT), '{was}', '{now}') AS BLOB){(withSum ? ", sum = NULL" : "")} WHERE {where}"));
    }
}
