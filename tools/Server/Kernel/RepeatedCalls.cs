using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Contract;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Kernel;

/// <summary>
/// SDKs repeat a call after a lost answer with the same <c>amz-sdk-invocation-id</c>. A call that is not idempotent by itself acts once, over a restart too:
/// its repetition waits for the first and gets the first one's answer. Whoever repeats a call that a kill cut short is told so, and nothing is done again.
/// </summary>
/// <remarks>
/// Kept for fifteen minutes, at most 20,000 calls, in memory by their keys alone: answers may have 64 KB each and are read from the disk. What passes,
/// an error of the server or a busy one, is not kept: repeating such a call is the point.
/// </remarks>
internal sealed class RepeatedCalls : IAsyncDisposable
{
    private const int Most = 20_000;
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS calls(
          number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, answered INTEGER NOT NULL DEFAULT 0,
          status INTEGER, error TEXT, message TEXT, body BLOB);
        CREATE INDEX IF NOT EXISTS calls_at ON calls(at);
        """;

    private const string Unknown = "It kept the answer of a call. Whether that was done is not known, and it is not done again: "
        + "look what is there before you make a new call.";

    private static readonly SummedTable Calls = new("calls", "number", "key, at, answered, status, error, message, body");

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>Stands for an answer that is in the database.</summary>
    private static readonly Lazy<Task<(ApiAnswer, bool)>> Stored = new();

    private readonly ConcurrentDictionary<string, Lazy<Task<(ApiAnswer Answer, bool IsStored)>>> calls = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, DateTimeOffset At)> order = new();
    private readonly Database database;
    private readonly WriteQueue writer;
    private readonly TimeProvider time;

    public RepeatedCalls(string file, TimeProvider time, ILogger<RepeatedCalls> log)
    {
        this.time = time;
        database = new Database(file, Schema, summed: Calls.Name);
        if (IndexCheck.Run(database, log, Calls.Check) is { } unreadable)
        {
            throw unreadable; // no call could be made
        }

        var oldest = (time.GetUtcNow() - Kept).ToUnixTimeSeconds();
        var kept = database.Read(s => s.Query(
            $"SELECT key, at, {Calls.Damage} FROM calls WHERE at >= @0 ORDER BY number",
            row => (Key: row.GetString(0), At: DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(1)), Damage: database.DamageIn(row, Unknown)), oldest));
        if (kept.FindAll(k => k.Damage is not null) is { Count: > 0 } damaged)
        {
            damaged.ForEach(d => log.RowDamaged(d.Damage!.Message)); // not null: they are those
            // It may be the key that is damaged: the index has it a second time.
            kept.AddRange(database.Read(s => s.Query(
                "SELECT key FROM calls INDEXED BY sqlite_autoindex_calls_1", row => (row.GetString(0), time.GetUtcNow(), (DamagedRowException?)null))));
        }

        foreach (var (key, at, _) in kept)
        {
            calls[key] = Stored;
            order.Enqueue((key, at));
        }

        writer = new WriteQueue(database);
    }

    /// <summary>Acts once for <paramref name="call"/>.</summary>
    /// <param name="call">What makes two calls the same one.</param>
    /// <param name="act">Has ended when the task of the caller who brought it ends.</param>
    public async Task<ApiAnswer> OnceAsync(string call, Func<Task<ApiAnswer>> act)
    {
        Forget();
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call)));
        var mine = new Lazy<Task<(ApiAnswer Answer, bool IsStored)>>(() => ActAsync(key, act));
        var entry = calls.GetOrAdd(key, mine);
        if (entry == Stored)
        {
            return database.Read(s => s.Query(
                $"SELECT answered, status, error, message, body, {Calls.Damage} FROM calls WHERE key = @0", Read, key)).FirstOrDefault(CutShort);
        }

        if (entry == mine)
        {
            order.Enqueue((key, time.GetUtcNow()));
        }

        try
        {
            var (answer, isStored) = await entry.Value;
            if (answer.Passes)
            {
                calls.TryRemove(KeyValuePair.Create(key, entry));
            }
            else if (isStored)
            {
                calls.TryUpdate(key, Stored, entry);
            }

            return answer;
        }
        catch
        {
            calls.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }
    }

    /// <summary>Removes the calls from the file that have had their time; at each moment it has at most those of twenty minutes.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        Forget();
        var oldest = (time.GetUtcNow() - Kept).ToUnixTimeSeconds() - 60; // surely later than in memory
        return writer.RunAsync(s => s.Execute("DELETE FROM calls WHERE at < @0", oldest), null, cancellationToken);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static ApiAnswer CutShort { get; } = ApiAnswer.Failed(
        "The server was killed while it worked on this call, so whether it was done is not known, and it is not done again. "
            + "Look what is there before you make a new call.");

    // (1) that it begins is on the disk before it acts, (2) its answer before the caller gets it; (3) a failure leaves nothing, so that it can be tried again.
    private async Task<(ApiAnswer, bool)> ActAsync(string key, Func<Task<ApiAnswer>> act)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        await writer.RunAsync(
            s =>
            {
                Calls.Write(s, "INSERT OR REPLACE INTO calls(key, at) VALUES(@0, @1)", key, at); // (1)
                return s.Execute("DELETE FROM calls WHERE number <= (SELECT MAX(number) FROM calls) - @0", Most);
            }, null, CancellationToken.None);
        ApiAnswer? answer = null;
        var isStored = false;
        try
        {
            answer = await act();
        }
        finally
        {
            try
            {
                await writer.RunAsync(
                    s => answer is null or { Passes: true }
                        ? s.Execute("DELETE FROM calls WHERE key = @0", key) // (3)
                        : Calls.Write(s, "UPDATE calls SET answered = 1, status = @1, error = @2, message = @3, body = @4 WHERE key = @0",
                            key, answer.Status, answer.ErrorType, answer.Message, BodyOf(answer)), // (2)
                    null, CancellationToken.None);
                isStored = true;
            }
            catch (SqliteException) when (answer is { Passes: false })
            {
                // It was done: an error would have the caller repeat it. The answer is kept in memory,
                // and a repetition after a restart is told that it is not known.
            }
        }

        return (answer, isStored);
    }

    private ApiAnswer Read(SqliteDataReader row) =>
        database.DamageIn(row, Unknown) is { } damage ? throw damage
        : row.GetInt32(0) == 0 ? CutShort
        : row.IsDBNull(2) ? new ApiAnswer(row.GetFieldValue<byte[]>(4), Status: row.GetInt32(1))
        : new ApiAnswer(ReadOnlyMemory<byte>.Empty, row.GetString(2), row.GetInt32(1), row.GetString(3), FaultsOf(row.GetFieldValue<byte[]>(4)));

    // An error has no body of its own: its faults stand there.
    private static byte[] BodyOf(ApiAnswer answer) =>
        answer.Faults is null ? answer.Body.ToArray() : JsonSerializer.SerializeToUtf8Bytes(answer.Faults, WireJson.Default.IReadOnlyListFault);

    private static IReadOnlyList<Fault>? FaultsOf(byte[] body) =>
        body.Length == 0 ? null : JsonSerializer.Deserialize(body, WireJson.Default.IReadOnlyListFault);

    private void Forget()
    {
        while (order.TryPeek(out var oldest) && (order.Count > Most || time.GetUtcNow() - oldest.At > Kept) && order.TryDequeue(out oldest))
        {
            calls.TryRemove(oldest.Key, out _);
        }
    }
}
