using Microsoft.Data.Sqlite;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Delivery;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>A bit of the ledger flips: the run does not go on, and begins no second time.</summary>
public sealed class LedgerDamageTests : IAsyncLifetime
{
    private static readonly CampaignResponse Campaign = StoredCampaign.Of("campaign");

    private readonly Scratch scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => scratch.File("ledger.db");

    public async ValueTask InitializeAsync()
    {
        await using (var ledger = new Ledger(File, TimeProvider.System))
        {
            var run = await BeginAsync(ledger);
            await ledger.LeaveAsync(run, [1, 2, 3, 4, 5], Cancel);
            await ledger.ArriveAsync(run, [(1, new Outcome(null, new PushOutcome.Accepted("1")))], [2], [(3, "Busy")]);
        }

        SqliteConnection.ClearAllPools();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("runs 1", "recipients")]
    [InlineData("runs 1", "started")]
    [InlineData("runs 1", "total")]
    [InlineData("templates 1", "body")]
    [InlineData("departures 1 0", "numbers")]
    [InlineData("returns 1 0", "numbers")]
    [InlineData("returns 1 0", "departure")]
    [InlineData("pages 1 0", "numbers")]
    [InlineData("pages 1 0", "outcomes")]
    [InlineData("pages 1 0", "delivered")]
    [InlineData("doubts 1 0", "numbers")]
    public async Task Run_ARowIsDamaged_DoesNotGoOnAndChangesNothing(string row, string column)
    {
        Flip.Bit(File, row.Split(' ')[0], column);
        await using var ledger = new Ledger(File, TimeProvider.System);
        var before = Rows();

        var told = await Assert.ThrowsAsync<DamagedRowException>(async () => await ledger.ResumeAsync(await BeginAsync(ledger), Cancel));

        Assert.Equal($"ledger.db: the row {row} is damaged. {DamagedRowException.PutBack}", told.Message);
        Assert.Equal(before, Rows());
        if (row.StartsWith("pages", StringComparison.Ordinal) || column == "total")
        {
            Assert.Throws<DamagedRowException>(() => ledger.Activities("app", "campaign"));
            var damage = new List<DamagedRowException>();
            ledger.EachPage("app", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, _ => Assert.Fail("It is believed."), damage.Add);
            Assert.Equal(told.Message, Assert.Single(damage).Message);
        }
    }

    [Theory]
    [InlineData("reached")]
    [InlineData("reason")]
    [InlineData("count")]
    public async Task Reasons_ARowIsDamaged_AreNotToldAndWhatHappensIsWritten(string column)
    {
        Flip.Bit(File, "reasons", column);
        await using var ledger = new Ledger(File, TimeProvider.System);
        var run = await BeginAsync(ledger);

        await ledger.ArriveAsync(run, [(3, new Outcome(null, new PushOutcome.Accepted("3")))], [], [(4, "Busy")]);

        Assert.Matches("^ledger.db: the row reasons 1 . Bu.y is damaged.", Assert.Throws<DamagedRowException>(() => ledger.Reasons(run)).Message);
        Assert.Throws<DamagedRowException>(() => ledger.Activities("app", "campaign"));
        var (done, _) = await ledger.ResumeAsync(run, Cancel);
        Assert.Equal([1, 3], done.Chunks(9).Single());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("app")]
    [InlineData("campaign")]
    [InlineData("started")]
    public async Task Name_ItsRowIsDamaged_IsNotGivenOnceMore(string column)
    {
        await using var ledger = new Ledger(File, TimeProvider.System);
        await BeginAsync(ledger, Named("first", "launch"));
        Flip.Bit(File, "named_runs", column);
        var before = Rows();

        await Assert.ThrowsAsync<DamagedRowException>(() => BeginAsync(ledger, Named("second", "launch")));

        Assert.Matches(
            "^ledger.db: the row named_runs lau.ch is damaged.", Assert.Throws<DamagedRowException>(() => ledger.Named("launch")).Message);
        Assert.Equal(before, Rows());
        Assert.False((await BeginAsync(ledger, Named("third", "sale"))).IsDone);
    }

    [Fact]
    public async Task Run_OfAnEarlierVersion_HasNoSumsAndGoesOn()
    {
        foreach (var table in new[] { "runs", "templates", "departures", "returns", "pages", "doubts", "reasons", "named_runs" })
        {
            Flip.Execute(File, $"ALTER TABLE {table} DROP COLUMN sum");
        }

        await using var ledger = new Ledger(File, TimeProvider.System);
        var run = await BeginAsync(ledger);
        await BeginAsync(ledger, Named("another", "launch"));
        Assert.Equal("another", ledger.Named("launch")?.CampaignId);
        var (done, inDoubt) = await ledger.ResumeAsync(run, Cancel);
        await ledger.EndAsync(run, null);

        Assert.Equal([1, 2, 4, 5], done.Chunks(9).Concat(inDoubt.Chunks(9)).SelectMany(n => n));
        Assert.Equal("COMPLETED", Assert.Single(ledger.Activities("app", "campaign")).State);
        Flip.Bit(File, "runs", "result", "number = 1");
        Assert.Throws<DamagedRowException>(() => ledger.IsOpen("app", "campaign")); // it has a sum since it changed
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BeginAsync_ABitOfTheCampaignsNameFlippedInTheFile_BeginsNoSecondRun(bool isInRow)
    {
        Flip.InFile(File, "appcampaign", isInRow);
        await using var ledger = new Ledger(File, TimeProvider.System);

        if (isInRow)
        {
            await Assert.ThrowsAsync<DamagedRowException>(() => BeginAsync(ledger));
        }
        else
        {
            Assert.Equal(1, (await BeginAsync(ledger)).Number);
        }
    }

    private static Task<Run> BeginAsync(Ledger ledger, CampaignResponse? campaign = null) => ledger.BeginAsync(
        campaign ?? Campaign, DateTimeOffset.UnixEpoch, () => new RunPlan(Recipients(), StoredCampaign.Template, null), Cancel);

    private static CampaignResponse Named(string id, string run) =>
        StoredCampaign.Of(id) with { Tags = new Dictionary<string, string> { [OwnTags.Run] = run } };

    private static Bitmap Recipients()
    {
        var recipients = new Bitmap();
        Array.ForEach([1, 2, 3, 4, 5], n => recipients.Add(n));
        return recipients;
    }

    private string Rows() => string.Join(' ', new[] { "runs", "departures", "returns", "pages", "doubts" }
        .Select(t => new Database(File, "").Read(s => $"{t} {s.Scalar($"SELECT COUNT(*) FROM {t}")}")));
}
