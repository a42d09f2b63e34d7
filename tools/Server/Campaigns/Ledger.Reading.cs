using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Campaigns;

/// <summary>What the ledger tells of runs.</summary>
internal sealed partial class Ledger
{
    /// <summary>Who got no push of a run, and why.</summary>
    public IReadOnlyList<RunReasons> Reasons(Run run) => database.Read(s => RunReasons.Of(database, s, run.Number, without: 0));

    /// <summary>What was sent under the name of a run; null for nothing.</summary>
    /// <exception cref="DamagedRowException">A row that has, or had, the name is not what was written.</exception>
    public NamedRun? Named(string run) => database.Read(s => NamedRun.Find(database, s, run));

    /// <summary>Whether the newest run of a campaign has not ended.</summary>
    public bool IsOpen(string app, string campaign) => database.Read(s => s.Query(
        $"SELECT ended IS NULL, {Runs.Damage} FROM runs WHERE app = @0 AND campaign = @1 ORDER BY number DESC LIMIT 1",
        database.Sound(row => row.GetBoolean(0)), app, campaign)) is [true];

    /// <summary>The runs of a campaign, newest first.</summary>
    public IReadOnlyList<ActivityResponse> Activities(string app, string campaign) => database.Read(s => s.Query(
        $"""
        SELECT activity, scheduled, started, ended, result, note, total,
          (SELECT COALESCE(SUM(delivered), 0) FROM pages WHERE run = number),
          (SELECT COALESCE(SUM(length(numbers)) / 4, 0) FROM doubts WHERE run = number), number,
          (SELECT COALESCE(SUM(length(outcomes) - delivered), 0) FROM pages WHERE run = number),
          COALESCE({Runs.Damage}, (SELECT MAX({Pages.Damage}) FROM pages WHERE run = number), (SELECT MAX({Doubts.Damage}) FROM doubts WHERE run = number))
        FROM runs WHERE app = @0 AND campaign = @1 ORDER BY number DESC
        """,
        database.Sound(row => new ActivityResponse
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
            ExecutionMetrics = RunMetrics.Of(
                row.GetInt64(8), row.IsDBNull(5) ? null : row.GetString(5), RunReasons.Of(database, s, row.GetInt64(9), row.GetInt64(10))),
        }), app, campaign));

    /// <summary>The recipients who may have got a push without an answer, or twice, by run.</summary>
    public IReadOnlyList<(string ActivityId, int[] Numbers)> InDoubt(string app, string campaign) => database.Read(s => s.Query(
        $"SELECT activity, numbers, COALESCE({Doubts.Damage}, {Runs.Damage}) FROM doubts JOIN runs ON run = number "
            + "WHERE app = @0 AND campaign = @1 ORDER BY run, seq",
        database.Sound(row => (row.GetString(0), Numbers(row, 1))), app, campaign));

    /// <summary>Calls <paramref name="page"/> for each page of an app that was written in a time range (both ends inclusive).</summary>
    /// <param name="damaged">Is told of each that is left out.</param>
    public void EachPage(string app, DateTimeOffset from, DateTimeOffset to, Action<DonePage> page, Action<DamagedRowException> damaged) => database.Read(s =>
    {
        foreach (var (done, damage) in s.Stream(
            $"SELECT campaign, activity, at, attempted, delivered, numbers, outcomes, COALESCE({Pages.Damage}, {Runs.Damage}) "
                + "FROM pages JOIN runs ON run = number WHERE app = @0 AND at >= @1 AND at <= @2",
            row => (new DonePage(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), Numbers(row, 5),
                row.GetFieldValue<byte[]>(6)), database.DamageIn(row)),
            app, Times.Stamp(from), Times.Stamp(to)))
        {
            if (damage is null)
            {
                page(done);
            }
            else
            {
                damaged(damage);
            }
        }

        return 0;
    });

    // By the index and without it: where one of them is damaged, a run that stands there must not begin once more.
    private Run? Find(CampaignResponse campaign) => database.Read(s => s.Query(
        $"""
        SELECT number, activity, started, recipients, ended, body, result, note,
          result = 'FAIL' AND NOT EXISTS (SELECT 1 FROM pages WHERE pages.run = number), COALESCE({Runs.Damage}, {Templates.Damage})
        FROM runs LEFT JOIN templates ON run = number WHERE number IN (
          SELECT number FROM runs WHERE app = @0 AND campaign = @1 AND version = @2
          UNION SELECT number FROM runs NOT INDEXED WHERE app = @0 AND campaign = @1 AND version = @2)
        """,
        database.Sound(ReadRun), campaign.ApplicationId, campaign.Id, campaign.Version)) is [var found, ..] ? found : null;

    private static Run ReadRun(SqliteDataReader row)
    {
        var number = row.GetInt64(0);
        try
        {
            return new Run(
                number, row.GetString(1), DateTimeOffset.Parse(row.GetString(2), CultureInfo.InvariantCulture), Bitmap.FromBytes(row.GetFieldValue<byte[]>(3)),
                row.IsDBNull(5) ? null : JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(5), WireJson.Default.PushNotificationTemplateResponse),
                !row.IsDBNull(4), !row.IsDBNull(8) && row.GetInt32(8) > 0 ? row.GetString(7) : null);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException)
        {
            throw new DamagedRowException("ledger.db", $"{(e is JsonException ? Templates.Name : Runs.Name)} {number}");
        }
    }
}

/// <summary>A page of recipients who all have an outcome.</summary>
internal sealed record DonePage(string Campaign, string Activity, string At, int Attempted, int Delivered, int[] Numbers, byte[] Outcomes);
