using Microsoft.Data.Sqlite;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Delivery;
using Pinpush.Server.Storage;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Storage;

/// <summary>Whatever table there is: a bit that flips in a row of it is told with file and row, and stops nothing else.</summary>
public sealed class EveryTableTests
{
    /// <summary>Tables whose rows have no checksum, and why.</summary>
    private static readonly Dictionary<string, string> Without = new()
    {
        ["folder"] = "Its one row is compared at each start with those of the other files, and with the file identity.",
        ["sqlite_sequence"] = "SQLite's own; the rows themselves say how high a number is at least.",
    };

    /// <summary>Each is read by a run that goes on, and damaged in one of its columns.</summary>
    private static readonly (string Table, string Column)[] OfARun =
    [
        ("runs", "recipients"), ("templates", "body"), ("departures", "numbers"), ("returns", "departure"), ("pages", "outcomes"), ("doubts", "numbers"),
        ("reasons", "count"), ("named_runs", "campaign"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ABitFlips_InARowOfEachTable_IsToldWithFileAndRowAndAllElseGoesOn()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var (app, files) = (await server.AppAsync(), new Dictionary<string, string>());
        await server.RegisterAsync(app, 4);
        await server.StopAsync(); // the index of endpoints is saved
        await server.RestartAsync(Cancel);
        await server.RegisterAsync(app, "e0", new() { User = new() { UserId = "u" } }); // a line of their journal
        var (segment, spoilt) = (await server.SegmentAsync(app), await server.SegmentAsync(app));
        server.ChangeLedger("CREATE TRIGGER hold BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'hold'); END");
        var campaigns = new List<string>();
        foreach (var (table, _) in OfARun)
        {
            var campaign = Calls.To(segment);
            campaign.Tags = new() { [OwnTags.Run] = table };
            campaigns.Add(await server.CampaignAsync(app, campaign));
        }

        foreach (var campaign in campaigns)
        {
            await Until.SoAsync(async () => await server.StatusAsync(app, campaign) == "EXECUTING", Cancel);
        }

        using (var http = server.Http())
        {
            Assert.Equal(202, (await http.SendAsync("POST", $"/v1/apps/{app}/events", $$$"""
                {"BatchItem":{"e0":{"Endpoint":{},"Events":{"o":{"EventType":"_campaign.opened_notification",
                 "Timestamp":"{{{TimeProvider.System.GetUtcNow():O}}}","Attributes":{"campaign_id":"{{{campaigns[0]}}}"} } } } } }
                """)).Status);
            Assert.Equal(201, (await http.SendAsync("POST", "/v1/apps", """{"Name":"once"}""", Guid.NewGuid().ToString())).Status);
        }

        await server.KillAsync();
        string File(string name) => server.Scratch.File($"data/{name}.db");
        Flip.Execute(File("ledger"), "DROP TRIGGER hold");
        await BeginAsync(File("ledger"), app, campaigns);
        Flip.Execute(File("core"), "INSERT INTO leaving(app, sum) VALUES('gone', row_sum('leaving', 'gone'))");
        Flip.Bit(File("core"), "leaving", "app");
        Flip.Bit(File("core"), "documents", "body", $"id = '{spoilt}'");
        Flip.Bit(File("endpoints"), "endpoints", "body", "number = 2");
        Flip.Bit(File("endpoints"), "changes", "endpoints");
        Flip.Bit(File("events"), "events", "body");
        Flip.Bit(File("calls"), "calls", "body", "number = (SELECT MAX(number) FROM calls)");

        await server.RestartAsync(Cancel);
        var (status, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(segment)));
        await server.Aws.GetApplicationDateRangeKpiAsync(new() { ApplicationId = app, KpiName = "push-open-rate" }, Cancel);

        Assert.Equal(("COMPLETED", 3), (status, run.SuccessfulEndpointCount));
        Assert.Equal(["e0"], (await server.Aws.GetUserEndpointsAsync(new() { ApplicationId = app, UserId = "u" }, Cancel)).EndpointsResponse.Item
            .Select(e => e.Id));
        foreach (var (campaign, (table, _)) in campaigns.Zip(OfARun))
        {
            await Until.SoAsync(() => server.Log.Contains($"Campaign {campaign} does not go on until the server is started again: ledger.db: the row {table} ",
                StringComparison.Ordinal), Cancel);
            Assert.Equal("EXECUTING", await server.StatusAsync(app, campaign));
        }

        foreach (var name in Directory.GetFiles(server.Scratch.File("data"), "*.db"))
        {
            foreach (var table in new Database(name, "").Read(s => s.Query("SELECT name FROM sqlite_master WHERE type = 'table'", r => r.GetString(0))))
            {
                Assert.True(
                    Without.ContainsKey(table) || server.Log.Contains($"{Path.GetFileName(name)}: the row {table} ", StringComparison.Ordinal),
                    $"{name}: of the table {table} a damaged row is not told.");
            }
        }
    }

    [Fact]
    public async Task ABitFlips_InSQLitesOwnNumbers_EndpointsAreRegisteredAsBefore()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, 5);
        await server.RegisterAsync(app, 5);
        await server.KillAsync();
        Flip.Execute(server.Scratch.File("data/endpoints.db"), "UPDATE sqlite_sequence SET seq = seq & ~5");

        await server.RestartAsync(Cancel);
        await server.RegisterAsync(app, 7);

        var (_, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app))));
        Assert.Equal(7, run.SuccessfulEndpointCount);
    }

    // Runs as a kill leaves them: of four recipients one was refused, one is in doubt and one was put off. Then a bit flips in what each is named for.
    private static async Task BeginAsync(string file, string app, IReadOnlyList<string> campaigns)
    {
        var recipients = new Bitmap();
        Array.ForEach([1, 2, 3, 4], n => recipients.Add(n));
        await using (var ledger = new Ledger(file, TimeProvider.System))
        {
            foreach (var (campaign, (table, column)) in campaigns.Zip(OfARun))
            {
                var stored = StoredCampaign.Of(table == "named_runs" ? "another" : campaign);
                var run = await ledger.BeginAsync(
                    stored with { ApplicationId = app, Tags = new Dictionary<string, string> { [OwnTags.Run] = table } }, DateTimeOffset.UnixEpoch,
                    () => new RunPlan(recipients, table == "templates" ? StoredCampaign.Template : null, null), Cancel);
                await ledger.LeaveAsync(run, [1, 2, 3, 4], Cancel);
                await ledger.ArriveAsync(run, [(1, new Outcome(null, new PushOutcome.Refused(400, "Bad", null, "")))], [2], [(3, "Busy")]);
                Flip.Bit(file, table, column, table switch
                {
                    "runs" => $"number = {run.Number}",
                    "named_runs" => $"run = '{table}'",
                    "reasons" => $"run = {run.Number} AND reason = 'Bad'",
                    _ => $"run = {run.Number}",
                });
            }
        }

        SqliteConnection.ClearAllPools();
    }
}
