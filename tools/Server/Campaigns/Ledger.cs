using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Server.Delivery;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Campaigns;

/// <summary>
/// The campaign ledger. Recipients of a run are one bitmap, fixed at its start, and so is the template that it sends. A page of recipients is written as in
/// flight before its pushes leave, and as done with
/// one outcome per recipient after. So after a crash nothing is skipped, nothing recorded as done is sent again, and only the pages in flight are in doubt.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS runs(
          number INTEGER PRIMARY KEY AUTOINCREMENT, activity TEXT NOT NULL UNIQUE, app TEXT NOT NULL, campaign TEXT NOT NULL, version INTEGER NOT NULL,
          scheduled TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, result TEXT, note TEXT, total INTEGER NOT NULL, recipients BLOB NOT NULL,
          UNIQUE(app, campaign, version));
        CREATE TABLE IF NOT EXISTS pages(
          run INTEGER NOT NULL, page INTEGER NOT NULL, done INTEGER NOT NULL, doubtful INTEGER NOT NULL, at TEXT NOT NULL, numbers BLOB NOT NULL, outcomes BLOB,
          attempted INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(run, page));
        CREATE TABLE IF NOT EXISTS templates(run INTEGER PRIMARY KEY, body BLOB NOT NULL);
        """;

    private const string Refused = "FAIL";

    private readonly Database database;
    private readonly WriteQueue writer;
    private readonly TimeProvider time;

    public Ledger(string file, TimeProvider time)
    {
        this.time = time;
        database = new Database(file, Schema + NamedRun.Schema + RunReasons.Schema);
        writer = new WriteQueue(database);
    }

    /// <summary>Begins the run of a campaign's version, or gives the one that began before. A run that is refused has ended when it has begun; one that is not
    /// has the name that its campaign gives it.</summary>
    /// <param name="plan">What a run that begins is for: fixed with it.</param>
    public Task<Run> BeginAsync(CampaignResponse campaign, DateTimeOffset scheduled, Func<RunPlan> plan, CancellationToken cancellationToken)
    {
        if (Find(campaign) is { } begun)
        {
            return Task.FromResult(begun);
        }

        var (recipients, template, unfit) = plan();
        var (now, activity, bytes) = (time.GetUtcNow(), Ids.New(), recipients.ToBytes());
        var started = Times.Stamp(now);
        return writer.RunAsync(
            s =>
            {
                var refusal = unfit ?? NamedRun.Take(s, campaign, started);
                var (ended, result) = refusal is null ? ((string?)null, (string?)null) : (started, Refused);
                var number = (long)s.Scalar(
                    "INSERT INTO runs(activity, app, campaign, version, scheduled, started, total, recipients, ended, result, note) VALUES(@0, @1, @2, @3, @4, "
                        + "@5, @6, @7, @8, @9, @10) RETURNING number",
                    // an insert returns its number
                    activity, campaign.ApplicationId, campaign.Id, campaign.Version, Times.Stamp(scheduled), started, recipients.Count,
                    bytes, ended, result, refusal)!;
                if (template is not null)
                {
                    s.Execute("INSERT INTO templates(run, body) VALUES(@0, @1)", number,
                        JsonSerializer.SerializeToUtf8Bytes(template, WireJson.Default.PushNotificationTemplateResponse));
                }

                return new Run(number, activity, now, recipients, template, IsDone: refusal is not null, refusal);
            }, null, cancellationToken);
    }

    /// <summary>What the pages of a run say: who is done, and the pages in flight when the server stopped. Those are marked as in doubt, durably.</summary>
    public async Task<(Bitmap Done, IReadOnlyList<RunPage> InDoubt, int NextPage)> ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        await writer.RunAsync(s => s.Execute("UPDATE pages SET doubtful = 1 WHERE run = @0 AND done = 0", run.Number), null, cancellationToken);
        var (done, doubtful, next) = (new Bitmap(), new List<RunPage>(), 0);
        database.Read(s =>
        {
            foreach (var (page, isDone, numbers) in s.Stream("SELECT page, done, numbers FROM pages WHERE run = @0 ORDER BY page",
                row => (row.GetInt32(0), row.GetInt32(1) == 1, Numbers(row, 2)), run.Number))
            {
                next = page + 1;
                if (!isDone)
                {
                    doubtful.Add(new RunPage(page, numbers, InDoubt: true));
                }

                foreach (var number in numbers)
                {
                    done.Add(number);
                }
            }

            return 0;
        });
        return (done, doubtful, next);
    }

    /// <summary>Writes the page as in flight; its pushes may leave when this is durable.</summary>
    public Task LeaveAsync(Run run, int page, int[] numbers, CancellationToken cancellationToken)
    {
        var (bytes, at) = (MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), time.Stamp());
        return writer.RunAsync(s => s.Execute("INSERT OR IGNORE INTO pages(run, page, done, doubtful, at, numbers) VALUES(@0, @1, 0, 0, @2, @3)", run.Number,
            page, at, bytes), null, cancellationToken);
    }

    /// <summary>
    /// Writes what became of the page's recipients. Those that a stop left behind are taken off the page: they are not in flight, and the next start
    /// puts them on another.
    /// </summary>
    public Task ArriveAsync(Run run, int page, int[] numbers, Outcome[] outcomes)
    {
        if (outcomes.Contains(Outcome.NotYet))
        {
            numbers = [.. numbers.Where((_, i) => outcomes[i] != Outcome.NotYet)];
            outcomes = [.. outcomes.Where(o => o != Outcome.NotYet)];
        }

        var (left, bytes, at) = (MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(), Array.ConvertAll(outcomes, o => (byte)o.Reached), time.Stamp());
        var (attempted, delivered) = (bytes.Count(b => b != (byte)Reached.Skipped), bytes.Count(b => b == (byte)Reached.Delivered));
        var reasons = RunReasons.Of(outcomes);
        return writer.RunAsync(
            s =>
            {
                var written = s.Execute(
                    """
                    UPDATE pages SET done = 1, numbers = @2, outcomes = @3, attempted = @4, delivered = @5, at = @6
                    WHERE run = @0 AND page = @1 AND done = 0
                    """,
                    run.Number, page, left, bytes, attempted, delivered, at);
                if (written > 0)
                {
                    RunReasons.Add(s, run.Number, reasons); // once, with the page
                }

                return written;
            }, null, CancellationToken.None);
    }

    /// <summary>Who got no push of a run, and why.</summary>
    public IReadOnlyList<RunReasons> Reasons(Run run) => database.Read(s => RunReasons.Of(s, run.Number, without: 0));

    /// <summary>Ends a run that was sent.</summary>
    /// <param name="note">Why it stopped before everybody was reached; null when it is done as planned.</param>
    public Task EndAsync(Run run, string? note)
    {
        var at = time.Stamp();
        return writer.RunAsync(s => s.Execute("UPDATE runs SET ended = @1, result = 'SUCCESS', note = @2 WHERE number = @0", run.Number, at, note),
            null, CancellationToken.None);
    }

    /// <summary>What was sent under the name of a run; null for nothing.</summary>
    public NamedRun? Named(string run) => database.Read(s => NamedRun.Find(s, run));

    /// <summary>The runs of a campaign, newest first.</summary>
    public IReadOnlyList<ActivityResponse> Activities(string app, string campaign) => database.Read(s => s.Query(
        """
        SELECT activity, scheduled, started, ended, result, note, total,
          (SELECT COALESCE(SUM(delivered), 0) FROM pages WHERE run = number),
          (SELECT COALESCE(SUM(length(numbers)) / 4, 0) FROM pages WHERE run = number AND doubtful = 1), number,
          (SELECT COALESCE(SUM(length(outcomes) - delivered), 0) FROM pages WHERE run = number AND done = 1)
        FROM runs WHERE app = @0 AND campaign = @1 ORDER BY number DESC
        """,
        row => new ActivityResponse
        {
            Id = row.GetString(0),
            ApplicationId = app,
            CampaignId = campaign,
            ScheduledStart = row.GetString(1),
            Start = row.GetString(2),
            End = row.IsDBNull(3) ? null : row.GetString(3),
            State = row.IsDBNull(3) ? "RUNNING" : "COMPLETED",
            Result = row.IsDBNull(4) ? null : row.GetString(4),
            TotalEndpointCount = row.GetInt32(6),
            SuccessfulEndpointCount = row.GetInt32(7),
            TimezonesTotalCount = 1,
            TimezonesCompletedCount = row.IsDBNull(3) ? 0 : 1,
            TreatmentId = "0",
            ExecutionMetrics = RunMetrics.Of(row.GetInt64(8), row.IsDBNull(5) ? null : row.GetString(5), RunReasons.Of(s, row.GetInt64(9), row.GetInt64(10))),
        }, app, campaign));

    /// <summary>The recipients who may have got a push twice, by run: they were in flight when the server stopped.</summary>
    public IReadOnlyList<(string ActivityId, int[] Numbers)> InDoubt(string app, string campaign) => database.Read(s => s.Query(
        "SELECT activity, numbers FROM pages JOIN runs ON run = number WHERE app = @0 AND campaign = @1 AND doubtful = 1 ORDER BY run, page",
        row => (row.GetString(0), Numbers(row, 1)), app, campaign));

    /// <summary>Calls <paramref name="page"/> for each page of an app that was done in a time range (both ends inclusive).</summary>
    public void EachPage(string app, DateTimeOffset from, DateTimeOffset to, Action<DonePage> page) => database.Read(s =>
    {
        foreach (var done in s.Stream(
            "SELECT campaign, activity, at, attempted, delivered, numbers, outcomes FROM pages JOIN runs ON run = number WHERE app = @0 AND done = 1 AND at >= "
                + "@1 AND at <= @2",
            row => new DonePage(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), Numbers(row, 5),
                row.GetFieldValue<byte[]>(6)),
            app, Times.Stamp(from), Times.Stamp(to)))
        {
            page(done);
        }

        return 0;
    });

    /// <summary>Removes the runs of an app that was deleted; their names stay taken.</summary>
    public Task RemoveAppAsync(string app, CancellationToken cancellationToken) => writer.RunAsync(
        s => s.Execute("DELETE FROM pages WHERE run IN (SELECT number FROM runs WHERE app = @0)", app)
            + s.Execute("DELETE FROM reasons WHERE run IN (SELECT number FROM runs WHERE app = @0)", app)
            + s.Execute("DELETE FROM templates WHERE run IN (SELECT number FROM runs WHERE app = @0)", app)
            + s.Execute("DELETE FROM runs WHERE app = @0", app),
        null, cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private Run? Find(CampaignResponse campaign) => database.Read(s => s.Query(
        "SELECT number, activity, started, recipients, ended, body, result, note FROM runs LEFT JOIN templates ON run = number WHERE app = @0 AND campaign = "
            + "@1 AND version = @2",
        row => new Run(
            row.GetInt64(0), row.GetString(1), DateTimeOffset.Parse(row.GetString(2), System.Globalization.CultureInfo.InvariantCulture),
            Bitmap.FromBytes(row.GetFieldValue<byte[]>(3)),
            row.IsDBNull(5) ? null : JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(5), WireJson.Default.PushNotificationTemplateResponse),
            !row.IsDBNull(4),
            !row.IsDBNull(6) && row.GetString(6) == Refused ? row.GetString(7) : null),
        campaign.ApplicationId, campaign.Id, campaign.Version)) is [var found, ..] ? found : null;

    private static int[] Numbers(SqliteDataReader row, int column) => MemoryMarshal.Cast<byte, int>(row.GetFieldValue<byte[]>(column)).ToArray();
}

/// <summary>A page whose recipients all have an outcome.</summary>
internal sealed record DonePage(string Campaign, string Activity, string At, int Attempted, int Delivered, int[] Numbers, byte[] Outcomes);
