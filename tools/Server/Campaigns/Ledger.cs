using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Server.Delivery;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Campaigns;

/// <summary>
/// The campaign ledger. Recipients of a run are one bitmap, fixed at its start, and so is the template that it sends. What happens to them is a journal: who
/// leaves is written before the push does, and what became of whom when it is known, in any order. Whoever left and has no outcome when the server was
/// killed is in doubt, but for those who were put off and are on record as returned: so nobody is skipped, and nobody gets a push twice who is not listed.
/// </summary>
internal sealed partial class Ledger : IAsyncDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS runs(
          number INTEGER PRIMARY KEY AUTOINCREMENT, activity TEXT NOT NULL UNIQUE, app TEXT NOT NULL, campaign TEXT NOT NULL, version INTEGER NOT NULL,
          scheduled TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, result TEXT, note TEXT, total INTEGER NOT NULL, recipients BLOB NOT NULL,
          UNIQUE(app, campaign, version));
        CREATE TABLE IF NOT EXISTS departures(run INTEGER NOT NULL, seq INTEGER NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY(run, seq));
        CREATE TABLE IF NOT EXISTS returns(
          run INTEGER NOT NULL, seq INTEGER NOT NULL, departure INTEGER NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY(run, seq));
        CREATE TABLE IF NOT EXISTS pages(
          run INTEGER NOT NULL, page INTEGER NOT NULL, at TEXT NOT NULL, numbers BLOB NOT NULL, outcomes BLOB,
          attempted INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(run, page));
        CREATE TABLE IF NOT EXISTS doubts(run INTEGER NOT NULL, seq INTEGER NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY(run, seq));
        CREATE TABLE IF NOT EXISTS templates(run INTEGER PRIMARY KEY, body BLOB NOT NULL);
        """;

    // Up to form 3 a page was written when it left, was marked when it was in doubt, and had its outcomes when all of it was done.
    private const string CarryOver = """
        INSERT INTO departures(run, seq, numbers) SELECT run, page, numbers FROM pages WHERE done = 0;
        INSERT INTO doubts(run, seq, numbers) SELECT run, page, numbers FROM pages WHERE doubtful = 1;
        DELETE FROM pages WHERE done = 0;
        ALTER TABLE pages DROP COLUMN done;
        ALTER TABLE pages DROP COLUMN doubtful;
        """;

    private const string Refused = "FAIL";

    /// <summary>The tables of what runs have.</summary>
    private static readonly string[] OfRuns = ["pages", "departures", "returns", "doubts", "reasons", "templates"];

    // A bitmap of recipients has a checksum of its own.
    private static readonly SummedTable
        Runs = new("runs", "number", "activity, app, campaign, version, scheduled, started, ended, result, note, total"),
        Departures = new("departures", "run, seq", "numbers"),
        Returns = new("returns", "run, seq", "departure, numbers"),
        Pages = new("pages", "run, page", "at, numbers, outcomes, attempted, delivered"),
        Doubts = new("doubts", "run, seq", "numbers"),
        Templates = new("templates", "run", "body");

    private readonly Database database;
    private readonly WriteQueue writer;
    private readonly TimeProvider time;
    private readonly Task indexes;

    /// <param name="log">Hears of damaged indexes, which are looked at while the server is already there: no run begins or goes on before.</param>
    public Ledger(string file, TimeProvider time, ILogger? log = null)
    {
        this.time = time;
        SummedTable[] tables = [Runs, Departures, Returns, Pages, Doubts, Templates, RunReasons.Table, NamedRun.Table];
        database = new Database(file, Schema + NamedRun.Schema + RunReasons.Schema, CarryOver, [.. tables.Select(t => t.Name)]);
        indexes = Task.Run(() => IndexCheck.Run(database, log ?? NullLogger.Instance, tables.Select(t => t.Check)));
        writer = new WriteQueue(database);
    }

    /// <summary>Begins the run of a campaign's version, or gives the one that began before. A run that is refused has ended when it has begun; one that is not
    /// has the name that its campaign gives it.</summary>
    /// <param name="plan">What a run that begins is for: fixed with it.</param>
    public async Task<Run> BeginAsync(CampaignResponse campaign, DateTimeOffset scheduled, Func<RunPlan> plan, CancellationToken cancellationToken)
    {
        await indexes.WaitAsync(cancellationToken);
        if (Find(campaign) is { } begun)
        {
            return begun;
        }

        var (recipients, template, unfit) = plan();
        var (now, activity, bytes) = (time.GetUtcNow(), Ids.New(), recipients.ToBytes());
        var started = Times.Stamp(now);
        return await writer.RunAsync(
            s =>
            {
                var refusal = unfit ?? NamedRun.Take(database, s, campaign, started);
                var (ended, result) = refusal is null ? ((string?)null, (string?)null) : (started, Refused);
                var number = (long)Runs.Write(
                    s,
                    "INSERT INTO runs(activity, app, campaign, version, scheduled, started, total, recipients, ended, result, note) "
                        + "VALUES(@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10)",
                    activity, campaign.ApplicationId, campaign.Id, campaign.Version, Times.Stamp(scheduled), started, recipients.Count,
                    bytes, ended, result, refusal)!; // an insert writes a row
                if (template is not null)
                {
                    Templates.Write(s, "INSERT INTO templates(run, body) VALUES(@0, @1)", number,
                        JsonSerializer.SerializeToUtf8Bytes(template, WireJson.Default.PushNotificationTemplateResponse));
                }

                return new Run(number, activity, now, recipients, template, IsDone: refusal is not null, refusal);
            }, null, cancellationToken);
    }

    /// <summary>What the journal of a run says. Whoever had left and had no outcome when the server stopped is recorded as in doubt, durably.</summary>
    /// <returns>Who has an outcome, and who was in doubt, in this process or one before, and has none.</returns>
    /// <exception cref="DamagedRowException">A row of the journal is not what was written; nothing is recorded.</exception>
    public async Task<(Bitmap Done, Bitmap InDoubt)> ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        var (done, doubts, left) = database.Read(s => (
            Union(s, Pages, run),
            Union(s, Doubts, run),
            Away(s, run)));
        left.AndNotWith(done);
        left.AndNotWith(doubts);
        await writer.RunAsync(
            s =>
            {
                foreach (var numbers in left.Chunks(MostOfARow))
                {
                    Doubt(s, run, numbers);
                }

                return Rest(s, run);
            }, null, cancellationToken);
        doubts.OrWith(left);
        doubts.AndNotWith(done);
        return (done, doubts);
    }

    /// <summary>Writes who leaves; their pushes may when this is durable.</summary>
    public Task LeaveAsync(Run run, int[] numbers, CancellationToken cancellationToken)
    {
        var bytes = Bytes(numbers);
        return writer.RunAsync(
            s => Departures.Write(
                s, "INSERT INTO departures(run, seq, numbers) SELECT @0, COALESCE(MAX(seq), -1) + 1, @1 FROM departures WHERE run = @0", run.Number, bytes),
            null, cancellationToken);
    }

    /// <summary>Writes what became of recipients, who is in doubt for the first time, with an outcome or without, and who was put off.</summary>
    public Task ArriveAsync(
        Run run, IReadOnlyList<(int Number, Outcome Outcome)> arrived, IReadOnlyList<int> doubts, IReadOnlyList<(int Number, string Why)> returned)
    {
        var (numbers, bytes, delivered, skipped) = (new int[arrived.Count], new byte[arrived.Count], 0, 0);
        for (var i = 0; i < arrived.Count; i++)
        {
            var reached = arrived[i].Outcome.Reached;
            (numbers[i], bytes[i]) = (arrived[i].Number, (byte)reached);
            delivered += reached == Reached.Delivered ? 1 : 0;
            skipped += reached == Reached.Skipped ? 1 : 0;
        }

        var (at, reasons) = (time.Stamp(), RunReasons.Of(arrived.Select(a => a.Outcome), returned.Select(r => r.Why)));
        return writer.RunAsync(
            s =>
            {
                if (doubts.Count > 0)
                {
                    Doubt(s, run, [.. doubts]);
                }

                if (numbers.Length > 0)
                {
                    Pages.Write(
                        s,
                        """
                        INSERT INTO pages(run, page, at, numbers, outcomes, attempted, delivered)
                          SELECT @0, COALESCE(MAX(page), -1) + 1, @1, @2, @3, @4, @5 FROM pages WHERE run = @0
                        """,
                        run.Number, at, Bytes(numbers), bytes, bytes.Length - skipped, delivered);
                }

                if (returned.Count > 0)
                {
                    Returns.Write(
                        s,
                        """
                        INSERT INTO returns(run, seq, departure, numbers)
                          SELECT @0, (SELECT COALESCE(MAX(seq), -1) + 1 FROM returns WHERE run = @0), MAX(seq), @1
                            FROM departures WHERE run = @0 HAVING COUNT(*) > 0
                        """,
                        run.Number, Bytes([.. returned.Select(r => r.Number)]));
                }

                RunReasons.Add(s, run.Number, reasons);
                return 0;
            }, null, CancellationToken.None);
    }

    /// <summary>Nobody is on the way: whoever left has an outcome, or surely got nothing.</summary>
    public Task RestAsync(Run run) => writer.RunAsync(s => Rest(s, run), null, CancellationToken.None);

    /// <summary>
    /// Ends a run that was sent: FAIL when nobody was reached and somebody should have been, or would have been with another channel or message;
    /// PARTIAL_SUCCESS when some were given up or are in doubt, else SUCCESS.
    /// </summary>
    /// <param name="note">Why it stopped before everybody was reached; null when it is done as planned.</param>
    public Task EndAsync(Run run, string? note)
    {
        var at = time.Stamp();
        return writer.RunAsync(
            s => Runs.Write(
                s,
                """
                UPDATE runs SET ended = @1, note = @2, result = CASE
                  WHEN EXISTS (SELECT 1 FROM pages WHERE run = number AND delivered > 0)
                    THEN CASE WHEN EXISTS (SELECT 1 FROM reasons WHERE run = number AND reached IN (@3, @5)) THEN 'PARTIAL_SUCCESS' ELSE 'SUCCESS' END
                  WHEN EXISTS (SELECT 1 FROM reasons WHERE run = number AND (reached IN (@3, @4, @5) OR reached = @6 AND reason IN (@7, @8)))
                    THEN 'FAIL' ELSE 'SUCCESS' END
                WHERE number = @0
                """,
                run.Number, at, note, (int)Reached.NotProcessed, (int)Reached.Refused, (int)Reached.InDoubt,
                (int)Reached.Skipped, nameof(Skip.NoChannel), nameof(Skip.NoMessage)), null, CancellationToken.None);
    }

    /// <summary>Removes the runs of an app that was deleted; their names stay taken.</summary>
    public Task RemoveAppAsync(string app, CancellationToken cancellationToken) => writer.RunAsync(
        s => OfRuns.Sum(table => s.Execute($"DELETE FROM {table} WHERE run IN (SELECT number FROM runs WHERE app = @0)", app))
            + s.Execute("DELETE FROM runs WHERE app = @0", app),
        null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await indexes;
        await writer.DisposeAsync();
    }

    private const int MostOfARow = 5000;

    private static int Rest(Statements statements, Run run) => statements.Execute("DELETE FROM departures WHERE run = @0", run.Number)
        + statements.Execute("DELETE FROM returns WHERE run = @0", run.Number);

    // Who has left and has not returned since. A return is of the departures that were written before it.
    private Bitmap Away(Statements statements, Run run)
    {
        var away = new Bitmap();
        foreach (var (numbers, isReturn) in statements.Stream(
            $"""
            SELECT numbers, 0 AS is_return, seq AS at, seq, {Departures.Damage} FROM departures WHERE run = @0
              UNION ALL SELECT numbers, 1, departure, seq, {Returns.Damage} FROM returns WHERE run = @0 ORDER BY at, is_return, seq
            """,
            database.Sound(row => (Numbers(row, 0), row.GetInt32(1) == 1)), run.Number))
        {
            Array.ForEach(numbers, n => _ = isReturn ? away.Remove(n) : away.Add(n));
        }

        return away;
    }

    private static void Doubt(Statements statements, Run run, int[] numbers) => Doubts.Write(
        statements, "INSERT INTO doubts(run, seq, numbers) SELECT @0, COALESCE(MAX(seq), -1) + 1, @1 FROM doubts WHERE run = @0", run.Number, Bytes(numbers));

    private Bitmap Union(Statements statements, SummedTable table, Run run)
    {
        var union = new Bitmap();
        foreach (var numbers in statements.Stream(
            $"SELECT numbers, {table.Damage} FROM {table.Name} WHERE run = @0", database.Sound(row => Numbers(row, 0)), run.Number))
        {
            Array.ForEach(numbers, n => union.Add(n));
        }

        return union;
    }

    private static byte[] Bytes(int[] numbers) => MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();

    private static int[] Numbers(SqliteDataReader row, int column) => MemoryMarshal.Cast<byte, int>(row.GetFieldValue<byte[]>(column)).ToArray();
}
