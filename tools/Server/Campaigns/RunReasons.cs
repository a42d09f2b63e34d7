using Pinpush.Server.Delivery;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Campaigns;

/// <summary>How many recipients of a run got no push, by what became of them and why.</summary>
/// <param name="Reached">Of <see cref="Reached.NotYet"/> pushes that were put off are counted, each time that they were.</param>
/// <param name="Reason">One word: our own for who was skipped, else the push service's, of which the first 60 characters count.</param>
/// <remarks>A run keeps at most a hundred reasons, and counts what comes after them as <c>Other</c>: what a gateway says is a stranger's text.</remarks>
internal sealed record RunReasons(Reached Reached, string Reason, int Count)
{
    private const int MostReasons = 100, LongestReason = 60;
    private const string Unnamed = "Unnamed";

    public const string Schema = """
        CREATE TABLE IF NOT EXISTS reasons(
          run INTEGER NOT NULL, reached INTEGER NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(run, reached, reason)) WITHOUT ROWID;
        """;

    public static readonly SummedTable Table = new("reasons", "run, reached, reason", "count");

    /// <summary>The counts of a page.</summary>
    /// <param name="putOff">Why pushes were put off.</param>
    public static IReadOnlyList<RunReasons> Of(IEnumerable<Outcome> outcomes, IEnumerable<string> putOff) => [.. outcomes
        .Where(o => o.Reached is not (Reached.Delivered or Reached.NotYet)).Select(o => (o.Reached, Word(o.Reason)))
        .Concat(putOff.Select(why => (Reached.NotYet, Word(why))))
        .GroupBy(r => r).Select(g => new RunReasons(g.Key.Item1, g.Key.Item2, g.Count()))];

    /// <summary>Adds the counts of a page, in the transaction that writes it. A count that is damaged stays so, and is told when the run ends.</summary>
    public static void Add(Statements statements, long run, IEnumerable<RunReasons> page)
    {
        foreach (var (reached, reason, count) in page)
        {
            Table.Write(
                statements,
                $"""
                INSERT INTO reasons(run, reached, reason, count)
                  SELECT @0, @1, CASE WHEN EXISTS (SELECT 1 FROM reasons WHERE run = @0 AND reached = @1 AND reason = @2)
                    OR (SELECT COUNT(*) FROM reasons WHERE run = @0) < @4 THEN @2 ELSE 'Other' END, @3 WHERE true
                  ON CONFLICT DO UPDATE SET count = count + excluded.count WHERE {Table.Damage} IS NULL
                """,
                run, (int)reached, reason, count, MostReasons);
        }
    }

    /// <summary>Those of a run, the most frequent first. Of pages that were written without reasons the pages tell who was not reached.</summary>
    /// <param name="without">How many recipients of done pages got no push.</param>
    /// <exception cref="DamagedRowException">A count is not what was written.</exception>
    public static IReadOnlyList<RunReasons> Of(Database database, Statements statements, long run, long without)
    {
        var kept = statements.Query(
            $"SELECT reached, reason, count, {Table.Damage} FROM reasons WHERE run = @0 ORDER BY count DESC, reason",
            database.Sound(row => new RunReasons((Reached)row.GetInt32(0), row.GetString(1), row.GetInt32(2))), run);
        if (kept.Where(r => r.Reached != Reached.NotYet).Sum(r => (long)r.Count) >= without)
        {
            return kept;
        }

        var counts = new int[byte.MaxValue + 1];
        foreach (var outcomes in statements.Stream("SELECT outcomes FROM pages WHERE run = @0", row => row.GetFieldValue<byte[]>(0), run))
        {
            Array.ForEach(outcomes, o => counts[o]++);
        }

        return
        [
            .. kept,
            .. new[] { Reached.Refused, Reached.NotProcessed, Reached.Skipped }
                .Select(reached => new RunReasons(reached, Unnamed, counts[(byte)reached] - kept.Where(r => r.Reached == reached).Sum(r => r.Count)))
                .Where(r => r.Count > 0),
        ];
    }

    // What a gateway says ends up in logs and on terminals: no control characters.
    private static string Word(string reason) => reason.Length == 0 ? Unnamed
        : string.Concat(reason.Take(LongestReason).Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
