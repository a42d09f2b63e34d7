using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Delivery;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests.Campaigns;

public sealed class LedgerTests
{
    [Fact]
    public async Task BeginAsync_RunIsNotWritten_TakesNoName()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using (var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System))
        {
            Execute(scratch, "CREATE TRIGGER full BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'full'); END");
            await Assert.ThrowsAsync<SqliteException>(() => BeginAsync(ledger, "first", cancellationToken));
            Assert.Null(ledger.Named("launch"));

            Execute(scratch, "DROP TRIGGER full");
            Assert.Null((await BeginAsync(ledger, "second", cancellationToken)).Refusal);
            Assert.Equal("second", ledger.Named("launch")?.CampaignId);
            await ledger.RemoveAppAsync("app", cancellationToken);
        }

        await using var again = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var refused = await BeginAsync(again, "third", cancellationToken);
        var found = await BeginAsync(again, "third", cancellationToken); // as after a restart
        Assert.Equal((true, refused.Refusal), (refused.IsDone, found.Refusal));
        Assert.Contains("campaign second of app app", refused.Refusal, StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task ArriveAsync_ReasonsWithoutEnd_KeepsAHundredAndCountsEverybody()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var run = await BeginAsync(ledger, "first", cancellationToken);
        var arrived = Enumerable.Range(0, 300).Select(n => (n, n == 0
            ? Skip.Gone : new Outcome(null, new PushOutcome.Refused(400, n % 2 == 0 ? "Often" : $"{n}{new string('x', 100)}", null, "")))).ToList();

        await ledger.ArriveAsync(run, arrived, [], []);

        var reasons = ledger.Reasons(run);
        Assert.Equal(("Often", 300), (reasons[0].Reason, reasons.Sum(r => r.Count)));
        Assert.Contains(reasons, r => r.Reason == "Other");
        Assert.InRange(reasons.Count, 100, 102);
        Assert.All(reasons, r => Assert.InRange(r.Reason.Length, 1, 60));
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task Activities_PagesWrittenWithoutReasons_TheirOutcomesAreCounted()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var run = await BeginAsync(ledger, "first", cancellationToken);
        await ledger.ArriveAsync(run, [(1, Skip.Gone), (2, Skip.OptedOut), (3, Accepted)], [], []);
        Execute(scratch, "DELETE FROM reasons");

        var metrics = Assert.Single(ledger.Activities("app", "first")).ExecutionMetrics!; // always told

        Assert.Equal(("2", "0", "0", "2"), (metrics["Skipped"], metrics["Refused"], metrics["NotProcessed"], metrics["Skipped.Unnamed"]));
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task ResumeAsync_AfterAKill_DoubtsWhoeverLeftAndHasNoOutcome()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var run = await BeginAsync(ledger, "first", cancellationToken);
        await ledger.LeaveAsync(run, [1, 2, 3], cancellationToken);
        await ledger.LeaveAsync(run, [4, 5], cancellationToken);
        await ledger.ArriveAsync(run, [(5, Accepted), (1, Skip.Gone)], [2], []); // 2 is in doubt already, and has no outcome

        var (done, inDoubt) = await ledger.ResumeAsync(run, cancellationToken);
        var (_, again) = await ledger.ResumeAsync(run, cancellationToken);

        Assert.Equal([1, 5], done.Chunks(10).Single());
        Assert.Equal([2, 3, 4], inDoubt.Chunks(10).Single());
        Assert.Equal([2, 3, 4], again.Chunks(10).Single());
        Assert.Equal([2, 3, 4], ledger.InDoubt("app", "first").SelectMany(d => d.Numbers)); // each once
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task ResumeAsync_SomeWereThereAgain_DoubtsOnlyWhoLeftAfterwards()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var run = await BeginAsync(ledger, "first", cancellationToken);
        await ledger.LeaveAsync(run, [1, 2, 3], cancellationToken);
        await ledger.LeaveAsync(run, [4], cancellationToken);
        await ledger.ArriveAsync(run, [], [], [(1, "Busy"), (2, "Busy"), (4, "Busy")]);
        await ledger.LeaveAsync(run, [2, 4], cancellationToken); // they leave again
        await ledger.ArriveAsync(run, [], [], [(4, "Busy")]);

        var (_, inDoubt) = await ledger.ResumeAsync(run, cancellationToken);

        Assert.Equal([2, 3], inDoubt.Chunks(10).Single());
        Assert.Equal("4", Assert.Single(ledger.Activities("app", "first")).ExecutionMetrics!["PutOff.Busy"]); // always told
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task EndAsync_SomeWereGivenUp_SaysHowItWent()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var givenUp = new Outcome(null, new PushOutcome.NotProcessed(0, "Busy", null));
        foreach (var (name, outcomes, result) in new (string, Outcome[], string)[]
        {
            ("all", [Accepted, Skip.Gone], "SUCCESS"), ("some", [Accepted, givenUp], "PARTIAL_SUCCESS"), ("none", [Skip.Gone, givenUp], "FAIL"),
        })
        {
            var run = await BeginAsync(ledger, name, cancellationToken);
            await ledger.ArriveAsync(run, [.. outcomes.Select((o, i) => (i, o))], [], []);

            await ledger.EndAsync(run, null);

            Assert.Equal(result, Assert.Single(ledger.Activities("app", name)).Result);
            var again = await BeginAsync(ledger, name, cancellationToken);
            Assert.Equal((true, null), (again.IsDone, again.Refusal));
        }

        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task RestAsync_EverybodyHasAnOutcomeOrDidNotLeave_NobodyIsInDoubt()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var run = await BeginAsync(ledger, "first", cancellationToken);
        await ledger.LeaveAsync(run, [1, 2], cancellationToken);
        await ledger.ArriveAsync(run, [(1, Accepted)], [], []);

        await ledger.RestAsync(run);

        var (done, inDoubt) = await ledger.ResumeAsync(run, cancellationToken);
        Assert.Equal((1, 0), (done.Count, inDoubt.Count));
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task Ledger_FileOfForm3_GoesOnWhereItStopped()
    {
        using var scratch = new Scratch();
        var cancellationToken = TestContext.Current.CancellationToken;
        var recipients = new Bitmap();
        foreach (var number in Enumerable.Range(0, 10))
        {
            recipients.Add(number);
        }

        using (var connection = new SqliteConnection($"Data Source={scratch.File("ledger.db")};Pooling=False"))
        {
            connection.Open();
            using var statements = new Statements(connection);
            foreach (var sql in Form3.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                statements.Execute(sql);
            }

            statements.Execute(
                "INSERT INTO runs(activity, app, campaign, version, scheduled, started, total, recipients) VALUES('run', 'app', 'first', 1, @0, @0, 10, @1)",
                "2026-01-01T00:00:00.000Z", recipients.ToBytes());
            void Page(int page, int done, int doubtful, byte[]? outcomes, params int[] numbers) => statements.Execute(
                "INSERT INTO pages(run, page, done, doubtful, at, numbers, outcomes, attempted, delivered) VALUES(1, @0, @1, @2, @3, @4, @5, @6, @6)",
                page, done, doubtful, "2026-01-01T00:00:01.000Z", MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), outcomes, outcomes?.Length ?? 0);
            Page(0, 1, 0, [1, 1], 0, 1);
            Page(1, 1, 1, [1, 1], 2, 3); // it was in doubt after one stop
            Page(2, 0, 1, null, 4, 5); // and this one still is
            Page(3, 0, 0, null, 6, 7);
            statements.Execute("PRAGMA user_version = 3");
        }

        await using var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System);
        var run = await BeginAsync(ledger, "first", cancellationToken);
        var (done, inDoubt) = await ledger.ResumeAsync(run, cancellationToken);
        var activity = Assert.Single(ledger.Activities("app", "first"));
        var pages = new List<DonePage>();
        ledger.EachPage("app", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, pages.Add, d => Assert.Fail(d.Message));

        Assert.Equal([0, 1, 2, 3], done.Chunks(10).Single());
        Assert.Equal([4, 5, 6, 7], inDoubt.Chunks(10).Single());
        Assert.Equal(("run", 4, "6"), (activity.Id, activity.SuccessfulEndpointCount, activity.ExecutionMetrics!["InDoubt"])); // always told
        Assert.Equal([2, 3, 4, 5, 6, 7], ledger.InDoubt("app", "first").SelectMany(d => d.Numbers).Order());
        Assert.Equal([0, 1, 2, 3], pages.SelectMany(p => p.Numbers));
        SqliteConnection.ClearAllPools();
    }

    private const string Form3 = """
        CREATE TABLE runs(
          number INTEGER PRIMARY KEY AUTOINCREMENT, activity TEXT NOT NULL UNIQUE, app TEXT NOT NULL, campaign TEXT NOT NULL, version INTEGER NOT NULL,
          scheduled TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, result TEXT, note TEXT, total INTEGER NOT NULL, recipients BLOB NOT NULL,
          UNIQUE(app, campaign, version));
        CREATE TABLE pages(
          run INTEGER NOT NULL, page INTEGER NOT NULL, done INTEGER NOT NULL, doubtful INTEGER NOT NULL, at TEXT NOT NULL, numbers BLOB NOT NULL, outcomes BLOB,
          attempted INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(run, page));
        CREATE TABLE templates(run INTEGER PRIMARY KEY, body BLOB NOT NULL)
        """;

    private static Outcome Accepted => new(null, new PushOutcome.Accepted("1"));

    private static Task<Run> BeginAsync(Ledger ledger, string campaign, CancellationToken cancellationToken) => ledger.BeginAsync(
        StoredCampaign.Of(campaign) with { Tags = new Dictionary<string, string> { [OwnTags.Run] = "launch" } },
        DateTimeOffset.UnixEpoch, () => new RunPlan(new Bitmap(), null, null), cancellationToken);

    private static void Execute(Scratch scratch, string sql)
    {
        using var connection = new Database(scratch.File("ledger.db"), "").Open(readOnly: false);
        using var statements = new Statements(connection);
        statements.Execute(sql);
    }
}
