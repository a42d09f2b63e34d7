using System.Text;
using Microsoft.Data.Sqlite;
using Pinpush.Audience;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Delivery;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Storage;

/// <summary>An index that does not agree with its rows hides none of them; one that cannot be read is told, and stops only what needs it.</summary>
public sealed class IndexCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_ABitOfAnIndexFlipped_AreAllThere()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, 1);
        var segment = await server.SegmentAsync(app);
        await server.StopAsync();
        Flip.InIndex(server.Scratch.File("data/core.db"), "sqlite_autoindex_documents_1", Encoding.UTF8.GetBytes(segment));

        await server.RestartAsync(Cancel);
        var (status, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(segment)));

        Assert.Equal(("COMPLETED", 1), (status, run.SuccessfulEndpointCount));
        Assert.Matches(@"core\.db: an index of documents did not agree with the rows and was made anew from them: row \d+ missing from index", server.Log);
    }

    [Fact]
    public async Task Run_ABitOfTheIndexOfItsPagesFlipped_KnowsEverybodyWhoIsDone()
    {
        using var scratch = new Scratch();
        var file = scratch.File("ledger.db");
        await using (var ledger = new Ledger(file, TimeProvider.System))
        {
            await BeginAsync(ledger, "first");
            var run = await BeginAsync(ledger, "second");
            for (var i = 0; i < 4; i++)
            {
                await ledger.ArriveAsync(run, [(i, new Outcome(null, new PushOutcome.Accepted("1")))], [], []);
            }
        }

        Flip.InIndex(file, "sqlite_autoindex_pages_1", [1, 1, 1, 2]); // three numbers of a byte, of which the first is the run
        await using (var ledger = new Ledger(file, TimeProvider.System))
        {
            var (done, _) = await ledger.ResumeAsync(await BeginAsync(ledger, "second"), Cancel);

            Assert.Equal([0, 1, 2, 3], done.Chunks(9).Single());
        }

        SqliteConnection.ClearAllPools();
    }

    [Theory]
    [InlineData("core.db", "documents", "core.db is damaged: SQLite Error 11: 'database disk image is malformed'. Put back all files")]
    [InlineData("calls.db", "calls", "remove this file and start with --accept-loss calls.db: a call of the last fifteen minutes that is repeated acts again.")]
    public async Task Start_NeedsAnIndexThatCannotBeRead_NamesItsFile(string file, string table, string told)
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        await server.AppAsync();
        await server.StopAsync();
        Flip.Zero(server.Scratch.File($"data/{file}"), $"sqlite_autoindex_{table}_1");

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => server.RestartAsync(Cancel));

        Assert.Contains(told, ended.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pages")]
    [InlineData("departures")]
    public async Task Campaign_NeedsAnIndexThatCannotBeRead_StopsAtOnceAndNothingElse(string table)
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, 3000);
        var segment = await server.SegmentAsync(app);
        await server.StopAsync();
        Flip.Zero(server.Scratch.File("data/ledger.db"), $"sqlite_autoindex_{table}_1");

        await server.RestartAsync(Cancel);
        var campaign = await server.CampaignAsync(app, Calls.To(segment));
        var told = $"Campaign {campaign} does not go on until the server is started again: ledger.db is damaged: SQLite Error 11";
        await Until.SoAsync(() => server.Log.Contains(told, StringComparison.Ordinal), Cancel);

        Assert.Equal("EXECUTING", await server.StatusAsync(app, campaign));
        Assert.DoesNotContain("it is tried again", server.Log, StringComparison.Ordinal);
        Assert.Contains($"ledger.db: {table} or an index of it is damaged", server.Log, StringComparison.Ordinal);
        Assert.All((await server.SendAsync(app, "e0", "e1")).Values, r => Assert.Equal(200, r.StatusCode));
        Assert.Single(server.Log.Split('\n'), l => l.Contains($"Campaign {campaign} does not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Event_NeedsAnIndexThatCannotBeRead_IsRefusedAndCampaignsGoOn()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var app = await server.AppAsync();
        await server.RegisterAsync(app, 1);
        await server.StopAsync();
        Flip.Zero(server.Scratch.File("data/events.db"), "events_campaign");

        await server.RestartAsync(Cancel);
        using var http = server.Http();
        var (status, body) = await http.SendAsync("POST", $"/v1/apps/{app}/events", $$$"""
            {"BatchItem":{"e0":{"Endpoint":{},"Events":{"o":{"EventType":"_campaign.opened_notification",
             "Timestamp":"{{{TimeProvider.System.GetUtcNow():O}}}","Attributes":{"campaign_id":"c"} } } } } }
            """);
        var (ended, run) = await server.EndedAsync(app, await server.CampaignAsync(app, Calls.To(await server.SegmentAsync(app))));

        Assert.Equal(500, status);
        Assert.Contains("events.db is damaged", body, StringComparison.Ordinal);
        Assert.Equal(("COMPLETED", 1), (ended, run.SuccessfulEndpointCount));
    }

    private static Task<Run> BeginAsync(Ledger ledger, string campaign) =>
        ledger.BeginAsync(StoredCampaign.Of(campaign), DateTimeOffset.UnixEpoch, () => new RunPlan(new Bitmap(), null, null), Cancel);
}
