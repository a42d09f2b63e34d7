using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Delivery;
using Pinpush.Server.Storage;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Campaigns;

public sealed class RunJournalTests : IAsyncLifetime
{
    private static readonly Outcome Accepted = new(null, new PushOutcome.Accepted("1")), Doubtful = new(null, new PushOutcome.InDoubt("timeout"));

    private readonly Scratch scratch = new();
    private readonly SteadyClock clock = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private Ledger? ledger;
    private Run? run;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Ledger Ledger => ledger!; // set by InitializeAsync

    private Run Run => run!; // likewise

    public async ValueTask InitializeAsync()
    {
        ledger = new Ledger(scratch.File("ledger.db"), clock);
        run = await ledger.BeginAsync(StoredCampaign.Of("campaign"), clock.GetUtcNow(), () => new RunPlan(new Bitmap(), null, null), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }

    [Fact]
    public async Task End_FiveHundred_AreWrittenWithoutWaitingForTheClock()
    {
        await using var journal = Journal();

        End(journal, 500);

        await Until.SoAsync(() => Sum("SELECT SUM(length(outcomes)) FROM pages") == 500, Cancel);
        Assert.Equal(1, Sum("SELECT COUNT(*) FROM pages"));
    }

    [Fact]
    public async Task End_Few_AreWrittenATenthOfASecondLater()
    {
        await using var journal = Journal();

        End(journal, 3);

        await Until.SoAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(10));
                return Sum("SELECT SUM(length(outcomes)) FROM pages") == 3;
            }, Cancel);
    }

    [Fact]
    public async Task DisposeAsync_WritesTheRestAtOnce()
    {
        await using (var journal = Journal())
        {
            End(journal, 3);
        }

        Assert.Equal(3, Sum("SELECT SUM(length(outcomes)) FROM pages"));
    }

    [Fact]
    public async Task End_InDoubt_IsListedOnce()
    {
        await using (var journal = Journal())
        {
            var recorded = journal.DoubtAsync(7, Cancel);
            await Until.SoAsync(
                () =>
                {
                    clock.Advance(TimeSpan.FromMilliseconds(10));
                    return recorded.IsCompleted;
                }, Cancel);
            Assert.Equal([7], Ledger.InDoubt("app", "campaign").SelectMany(d => d.Numbers)); // before it is sent again
            journal.End(7, Doubtful, wasInDoubt: true);
            journal.End(8, Doubtful, wasInDoubt: false);
        }

        Assert.Equal([7, 8], Ledger.InDoubt("app", "campaign").SelectMany(d => d.Numbers));
    }

    [Fact]
    public async Task LeaveAsync_MoreThan10000OutcomesWaitForAFullDisk_WaitsUntilTheyAreWritten()
    {
        Execute("CREATE TRIGGER full BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'full'); END");
        await using (var journal = Journal())
        {
            End(journal, 10_000);
            await journal.LeaveAsync([1], Cancel);
            End(journal, 1);
            var leaving = journal.LeaveAsync([2], Cancel);
            Assert.False(leaving.IsCompleted);
            Assert.Equal(0, Sum("SELECT COUNT(*) FROM pages"));

            Execute("DROP TRIGGER full");
            await Until.SoAsync(
                () =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return leaving.IsCompleted;
                }, Cancel);
        }

        Assert.Equal(10_001, Sum("SELECT SUM(length(outcomes)) FROM pages"));
    }

    [Fact]
    public async Task DisposeAsync_SomeDidNotLeaveAfterAll_DoubtsNobody()
    {
        await using (var journal = Journal())
        {
            await journal.LeaveAsync([1, 2], Cancel);
            journal.End(1, Accepted, wasInDoubt: false);
        }

        var (done, inDoubt) = await Ledger.ResumeAsync(Run, Cancel);
        Assert.Equal((1, 0), (done.Count, inDoubt.Count));
    }

    [Fact]
    public async Task DisposeAsync_StoppedWhileTheDiskIsFull_SaysThatTheRestIsNotWritten()
    {
        Execute("CREATE TRIGGER full BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'full'); END");
        using var stop = new CancellationTokenSource();
        var journal = new RunJournal(Ledger, Run, clock, NullLogger.Instance, stop.Token);

        await journal.LeaveAsync([1, 2], Cancel);
        journal.End(1, Accepted, wasInDoubt: false);
        await stop.CancelAsync();

        await Assert.ThrowsAsync<SqliteException>(async () => await journal.DisposeAsync());
        Execute("DROP TRIGGER full");
        var (_, inDoubt) = await Ledger.ResumeAsync(Run, Cancel);
        Assert.Equal([1, 2], inDoubt.Chunks(10).Single());
    }

    [Fact]
    public async Task End_LedgerIsDamaged_StopsTheRunAndSaysWhich()
    {
        await Ledger.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Flip.Zero(scratch.File("ledger.db"), "sqlite_autoindex_pages_1");
        ledger = new Ledger(scratch.File("ledger.db"), clock);
        var journal = Journal();
        await journal.LeaveAsync([1, 2], Cancel);

        End(journal, 500);
        await Until.SoAsync(() => journal.Stop.IsCancellationRequested, Cancel);

        var told = await Assert.ThrowsAsync<DamagedFileException>(async () => await journal.DisposeAsync());
        Assert.StartsWith(
            "ledger.db is damaged: SQLite Error 11: 'database disk image is malformed'. Put back all files", told.Message, StringComparison.Ordinal);
        Assert.Equal(1, Sum("SELECT COUNT(*) FROM departures")); // they are in doubt
    }

    private RunJournal Journal() => new(Ledger, Run, clock, NullLogger.Instance, CancellationToken.None);

    private static void End(RunJournal journal, int count)
    {
        for (var i = 0; i < count; i++)
        {
            journal.End(i, Accepted, wasInDoubt: false);
        }
    }

    private long Sum(string sql) => new Database(scratch.File("ledger.db"), "").Read(s => (long?)s.Scalar(sql)) ?? 0;

    private void Execute(string sql)
    {
        using var connection = new Database(scratch.File("ledger.db"), "").Open(readOnly: false);
        using var statements = new Statements(connection);
        statements.Execute(sql);
    }
}
