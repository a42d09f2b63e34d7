using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Server.Storage;

/// <summary>
/// Small aggregates of one kind (apps, channels, segments, campaigns): all versions in memory for readers, which take no lock,
/// and one row per version in the database. Changes go one after another and are visible once they are durable.
/// </summary>
internal sealed class Documents<T> : IDisposable
    where T : class
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS documents(
          number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, app TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
          UNIQUE(kind, app, id, version));
        """;

    private readonly ConcurrentDictionary<(string App, string Id), ImmutableList<T>> all = new();
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly WriteQueue writer;
    private readonly string kind;
    private readonly JsonTypeInfo<T> json;
    private readonly Action<T?, T, IEnumerable<T>>? check;

    /// <param name="check">
    /// Refuses a change by an exception; gets what stands (null: nothing), what would, and all documents. Nothing else changes meanwhile.
    /// </param>
    public Documents(Database database, WriteQueue writer, string kind, JsonTypeInfo<T> json, Action<T?, T, IEnumerable<T>>? check = null)
    {
        (this.writer, this.kind, this.json, this.check) = (writer, kind, json, check);
        foreach (var (app, id, document) in database.Read(s => s.Query(
            "SELECT app, id, body FROM documents WHERE kind = @0 ORDER BY app, id, version",
            r => (r.GetString(0), r.GetString(1), JsonSerializer.Deserialize(r.GetFieldValue<byte[]>(2), json)!), kind))) // written by this class: never null
        {
            all[(app, id)] = all.GetValueOrDefault((app, id), []).Add(document);
        }
    }

    /// <summary>The current version, or null.</summary>
    public T? Get(string app, string id) => all.GetValueOrDefault((app, id))?[^1];

    /// <summary>All versions, oldest first; empty when there is no such document.</summary>
    public IReadOnlyList<T> Versions(string app, string id) => all.GetValueOrDefault((app, id), []);

    /// <summary>The current versions of an app's documents, in no order.</summary>
    public IEnumerable<T> Of(string app) => all.Where(p => p.Key.App == app).Select(p => p.Value[^1]);

    /// <summary>The current versions of all documents.</summary>
    public IEnumerable<T> Everything => all.Values.Select(v => v[^1]);

    /// <summary>Makes, changes or replaces a document.</summary>
    /// <param name="change">From the current version (null: none) to the next one, or null to leave all as it is.</param>
    /// <param name="newVersion">Keeps the version before; otherwise it is overwritten.</param>
    /// <returns>What stands now; null when <paramref name="change"/> gave null.</returns>
    public async Task<T?> ChangeAsync(string app, string id, Func<T?, T?> change, bool newVersion, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var versions = all.GetValueOrDefault((app, id), []);
            var last = versions.IsEmpty ? null : versions[^1];
            if (change(last) is not { } next)
            {
                return null;
            }

            check?.Invoke(last, next, Everything);
            var kept = newVersion || versions.IsEmpty ? versions : versions.RemoveAt(versions.Count - 1);
            var body = JsonSerializer.SerializeToUtf8Bytes(next, json);
            await writer.RunAsync(
                s => s.Execute("INSERT OR REPLACE INTO documents(kind, app, id, version, body) VALUES(@0, @1, @2, @3, @4)", kind,
                    app, id, kept.Count + 1, body),
                _ => all[(app, id)] = kept.Add(next), cancellationToken);
            return next;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Removes a document with all its versions; gives its last one, or null when there was none.</summary>
    public async Task<T?> RemoveAsync(string app, string id, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Get(app, id) is not { } last)
            {
                return null;
            }

            await writer.RunAsync(
                s => s.Execute("DELETE FROM documents WHERE kind = @0 AND app = @1 AND id = @2", kind, app, id),
                _ => all.TryRemove((app, id), out var _), cancellationToken);
            return last;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
