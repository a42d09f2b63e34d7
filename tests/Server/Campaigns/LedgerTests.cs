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
        int[] numbers = [.. Enumerable.Range(0, 300)];
        var outcomes = Array.ConvertAll(
            numbers, n => n == 0 ? Skip.Gone : new Outcome(null, new PushOutcome.Refused(400, n % 2 == 0 ? "Often" : $"{n}{new string('x', 100)}", null, "")));

        await ledger.LeaveAsync(run, 0, numbers, cancellationToken);
        await ledger.ArriveAsync(run, 0, numbers, outcomes);

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
        await ledger.LeaveAsync(run, 0, [1, 2, 3], cancellationToken);
        await ledger.ArriveAsync(run, 0, [1, 2, 3], [Skip.Gone, Skip.OptedOut, new Outcome(null, new PushOutcome.Accepted("1"))]);
        Execute(scratch, "DELETE FROM reasons");

        var metrics = Assert.Single(ledger.Activities("app", "first")).ExecutionMetrics!; // always told

        Assert.Equal(("2", "0", "0", "2"), (metrics["Skipped"], metrics["Refused"], metrics["NotProcessed"], metrics["Skipped.Unnamed"]));
        SqliteConnection.ClearAllPools();
    }

    private static Task<Run> BeginAsync(Ledger ledger, string campaign, CancellationToken cancellationToken) => ledger.BeginAsync(
        new CampaignResponse
        {
            Id = campaign,
            ApplicationId = "app",
            Arn = campaign,
            SegmentId = "all",
            SegmentVersion = 1,
            CreationDate = "",
            LastModifiedDate = "",
            Version = 1,
            Tags = new Dictionary<string, string> { [OwnTags.Run] = "launch" },
        }, DateTimeOffset.UnixEpoch, () => new RunPlan(new Bitmap(), null, null), cancellationToken);

    private static void Execute(Scratch scratch, string sql)
    {
        using var connection = new Database(scratch.File("ledger.db"), "").Open(readOnly: false);
        using var statements = new Statements(connection);
        statements.Execute(sql);
    }
}
