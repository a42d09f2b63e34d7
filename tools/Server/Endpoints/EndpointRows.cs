using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Pinpush.Server.Storage;
using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>An endpoint with the dense number that the audience index and the ledger know it by; a number is never used again.</summary>
internal sealed record NumberedEndpoint(int Number, EndpointResponse Endpoint);

/// <summary>
/// The tables of endpoints: one row each, found by its number alone, and a journal of the numbers that were changed or removed, for a saved index to catch up
/// with.
/// A new endpoint needs no line of the journal: its number is higher than all before.
/// </summary>
internal static class EndpointRows
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS endpoints(number INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS changes(number INTEGER PRIMARY KEY AUTOINCREMENT, endpoints BLOB NOT NULL);
        """;

    /// <summary>The highest numbers that an endpoint and a line of the journal ever had.</summary>
    public static (int Endpoint, long Change) Highest(Statements statements)
    {
        long Of(string table) => (long?)statements.Scalar("SELECT seq FROM sqlite_sequence WHERE name = @0", table) ?? 0;
        return ((int)Of("endpoints"), Of("changes"));
    }

    public static NumberedEndpoint? Find(Statements statements, int number) =>
        statements.Query("SELECT number, body FROM endpoints WHERE number = @0", Read, number) is [var found] ? found : null;

    /// <summary>Those of the numbers that exist; one statement for a page, not one for each of its endpoints.</summary>
    /// <param name="isWhole">Otherwise only what <see cref="EndpointGlance"/> sees of them.</param>
    public static List<NumberedEndpoint> Of(Statements statements, IEnumerable<int> numbers, bool isWhole = true) => statements.Query<NumberedEndpoint>(
        "SELECT number, body FROM endpoints WHERE number IN (SELECT value FROM json_each(@0))",
        isWhole ? Read : Glance, "[" + string.Join(',', numbers) + "]");

    /// <summary>All rows with a higher number, one after another, for <see cref="Parse"/>.</summary>
    public static IEnumerable<(int Number, byte[] Body)> After(Statements statements, int number) =>
        statements.Stream("SELECT number, body FROM endpoints WHERE number > @0", Raw, number);

    // written by this class
    public static NumberedEndpoint Parse((int Number, byte[] Body) row) =>
        new(row.Number, JsonSerializer.Deserialize(row.Body, WireJson.Default.EndpointResponse)!);

    /// <summary>The row's content.</summary>
    public static byte[] Body(EndpointResponse endpoint) => JsonSerializer.SerializeToUtf8Bytes(endpoint, WireJson.Default.EndpointResponse);

    public static void Add(Statements statements, int number, byte[] body) =>
        statements.Execute("INSERT INTO endpoints(number, body) VALUES(@0, @1)", number, body);

    public static void Change(Statements statements, int number, byte[] body) =>
        statements.Execute("UPDATE endpoints SET body = @1 WHERE number = @0", number, body);

    public static void Remove(Statements statements, int number) => statements.Execute("DELETE FROM endpoints WHERE number = @0", number);

    /// <summary>Writes a line of the journal.</summary>
    public static void Journal(Statements statements, long line, int[] numbers) =>
        statements.Execute("INSERT INTO changes(number, endpoints) VALUES(@0, @1)", line, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());

    /// <summary>The numbers in the journal after a line.</summary>
    public static IEnumerable<int> JournalAfter(Statements statements, long line) => statements
        .Stream("SELECT endpoints FROM changes WHERE number > @0", row => MemoryMarshal.Cast<byte, int>(row.GetFieldValue<byte[]>(0)).ToArray(), line)
        .SelectMany(n => n);

    /// <summary>Removes lines up to one, some at a time; gives how many.</summary>
    public static int PruneJournal(Statements statements, long line) =>
        statements.Execute("DELETE FROM changes WHERE number IN (SELECT number FROM changes WHERE number <= @0 LIMIT 5000)", line);

    private static NumberedEndpoint Read(SqliteDataReader row) => Parse(Raw(row));

    // The blob is read where SQLite has it, without a copy.
    private static NumberedEndpoint Glance(SqliteDataReader row) => new(row.GetInt32(0), EndpointGlance.At(raw.sqlite3_column_blob(row.Handle, 1)));

    private static (int Number, byte[] Body) Raw(SqliteDataReader row) => (row.GetInt32(0), row.GetFieldValue<byte[]>(1));
}
