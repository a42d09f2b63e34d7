using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Pinpush.Server.Storage;
using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>An endpoint with the dense number that the audience index and the ledger know it by; a number is never used again.</summary>
internal sealed record NumberedEndpoint(int Number, EndpointResponse Endpoint);

/// <param name="Sum">Null in a row of an earlier version.</param>
internal readonly record struct EndpointRow(int Number, byte[] Body, long? Sum);

/// <summary>
/// The tables of endpoints: one row each, found by its number alone, and a journal of the numbers that were changed or removed, for a saved index to catch up
/// with.
/// A new endpoint needs no line of the journal: its number is higher than all before.
/// </summary>
/// <remarks>A row carries a checksum. One that is damaged is told, and left out where several are read; whoever asks for it alone gets nothing.</remarks>
internal static class EndpointRows
{
    private const string File = "endpoints.db";

    public const string Schema = """
        CREATE TABLE IF NOT EXISTS endpoints(number INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS changes(number INTEGER PRIMARY KEY AUTOINCREMENT, endpoints BLOB NOT NULL);
        """;

    /// <summary>The highest numbers that an endpoint and a line of the journal ever had.</summary>
    /// <remarks>SQLite keeps them without a checksum: what is there has none that is higher.</remarks>
    public static (int Endpoint, long Change) Highest(Statements statements)
    {
        long Of(string table) => (long)statements.Scalar(
            $"SELECT max(COALESCE(MAX(number), 0), COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0)) FROM {table}")!; // a number
        return ((int)Of("endpoints"), Of("changes"));
    }

    /// <exception cref="DamagedRowException">It is not what was written.</exception>
    public static NumberedEndpoint? Find(Statements statements, int number) =>
        statements.Query("SELECT number, body, sum FROM endpoints WHERE number = @0", Raw, number) is not [var found] ? null
        : Parse(found) ?? throw Damage(number);

    /// <summary>Those of the numbers that exist; one statement for a page, not one for each of its endpoints.</summary>
    /// <param name="isWhole">Otherwise only what <see cref="EndpointGlance"/> sees of them.</param>
    /// <param name="damaged">Is told of each that is left out.</param>
    public static List<NumberedEndpoint> Of(
        Statements statements, IEnumerable<int> numbers, Action<DamagedRowException> damaged, bool isWhole = true)
    {
        var found = new List<NumberedEndpoint>();
        foreach (var (number, endpoint) in statements.Stream<(int Number, NumberedEndpoint? Endpoint)>(
            "SELECT number, body, sum FROM endpoints WHERE number IN (SELECT value FROM json_each(@0))",
            row => (row.GetInt32(0), isWhole ? Parse(Raw(row)) : Glance(row)), "[" + string.Join(',', numbers) + "]"))
        {
            if (endpoint is null)
            {
                damaged(Damage(number));
            }
            else
            {
                found.Add(endpoint);
            }
        }

        return found;
    }

    /// <summary>All rows with a higher number, one after another, for <see cref="Parse"/>.</summary>
    public static IEnumerable<EndpointRow> After(Statements statements, int number) =>
        statements.Stream("SELECT number, body, sum FROM endpoints WHERE number > @0", Raw, number);

    /// <summary>Null when the row is not what was written.</summary>
    public static NumberedEndpoint? Parse(EndpointRow row)
    {
        try
        {
            return row.Sum is { } sum && sum != RowSum.Of(row.Body, row.Number) ? null
                : JsonSerializer.Deserialize(row.Body, WireJson.Default.EndpointResponse) is { } endpoint ? new(row.Number, endpoint) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static DamagedRowException Damage(int number) => new(File, $"endpoints {number}");

    /// <summary>The row's content.</summary>
    public static byte[] Body(EndpointResponse endpoint) => JsonSerializer.SerializeToUtf8Bytes(endpoint, WireJson.Default.EndpointResponse);

    public static void Add(Statements statements, int number, byte[] body) =>
        statements.Execute("INSERT INTO endpoints(number, body, sum) VALUES(@0, @1, @2)", number, body, RowSum.Of(body, number));

    public static void Change(Statements statements, int number, byte[] body) =>
        statements.Execute("UPDATE endpoints SET body = @1, sum = @2 WHERE number = @0", number, body, RowSum.Of(body, number));

    public static void Remove(Statements statements, int number) => statements.Execute("DELETE FROM endpoints WHERE number = @0", number);

    /// <summary>Writes a line of the journal.</summary>
    public static void Journal(Statements statements, long line, int[] numbers)
    {
        var bytes = MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();
        statements.Execute("INSERT INTO changes(number, endpoints, sum) VALUES(@0, @1, @2)", line, bytes, RowSum.Of(bytes, line));
    }

    /// <summary>The numbers in the journal.</summary>
    /// <exception cref="DamagedRowException">A line is not what was written.</exception>
    public static IEnumerable<int> Journal(Statements statements) => statements.Stream("SELECT number, endpoints, sum FROM changes", row =>
    {
        var (line, bytes) = (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
        return Sum(row) is { } sum && sum != RowSum.Of(bytes, line)
            ? throw new DamagedRowException(File, $"changes {line}", "It told which endpoints have changed; all of them are read, and nothing is lost.")
            : MemoryMarshal.Cast<byte, int>(bytes).ToArray();
    }).SelectMany(n => n);

    /// <summary>Removes lines up to one, some at a time; gives how many.</summary>
    public static int PruneJournal(Statements statements, long line) =>
        statements.Execute("DELETE FROM changes WHERE number IN (SELECT number FROM changes WHERE number <= @0 LIMIT 5000)", line);

    // The blob is read where SQLite has it, without a copy.
    private static NumberedEndpoint? Glance(SqliteDataReader row)
    {
        var number = row.GetInt32(0);
        var body = raw.sqlite3_column_blob(row.Handle, 1);
        try
        {
            return Sum(row) is { } sum && sum != RowSum.Of(body, number) ? null : new(number, EndpointGlance.At(body));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // a row of an earlier version, without a sum
        {
            return null;
        }
    }

    private static EndpointRow Raw(SqliteDataReader row) => new(row.GetInt32(0), row.GetFieldValue<byte[]>(1), Sum(row));

    private static long? Sum(SqliteDataReader row) => row.IsDBNull(2) ? null : row.GetInt64(2);
}
