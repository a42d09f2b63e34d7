using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>The file of all small aggregates (<c>core.db</c>), and the one writer to it. An app leaves it in one step.</summary>
internal sealed class DocumentFile : IAsyncDisposable
{
    private const string App = "app";

    /// <summary>The kinds that are of an app, beside the app itself, and leave with it.</summary>
    private static readonly string[] OfApp = ["settings", "channel", "segment", "campaign"];

    private static readonly string Kinds = string.Join(", ", OfApp.Select(k => $"'{k}'"));

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS documents(
          number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, app TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
          UNIQUE(kind, app, id, version));
        CREATE TABLE IF NOT EXISTS leaving(app TEXT PRIMARY KEY) WITHOUT ROWID;
        """;

    // The sum of a document, as it is made below.
    private const string IsDamaged = "sum <> row_sum(kind || ' ' || app || ' ' || id || ' ' || version, body)";

    private static readonly SummedTable Gone = new("leaving", "app");

    private readonly Database database;
    private readonly WriteQueue writer;
    private readonly List<Action<string>> kinds = [];
    private readonly List<DamagedRowException> damaged = [];

    /// <exception cref="ServerStartException">The file was written by another version of this program.</exception>
    public DocumentFile(string file, ILogger log)
    {
        database = new Database(file, Schema, summed: ["documents", Gone.Name]);
        IndexCheck.Run(database, log, ("documents", IsDamaged), Gone.Check);
        damaged.AddRange(database.Read(s => s.Query($"SELECT {Gone.Damage} FROM leaving", row => database.DamageIn(row))).OfType<DamagedRowException>());
        writer = new WriteQueue(database);
    }

    /// <summary>The rows that cannot be believed, of the kinds that were read.</summary>
    public IReadOnlyList<DamagedRowException> Damaged => damaged;

    /// <summary>All documents of a kind, in the order of app, id and version.</summary>
    /// <param name="appEnded">Runs when an app is deleted, before anybody learns of it: forgets what it had.</param>
    public IReadOnlyList<Row<T>> Read<T>(string kind, JsonTypeInfo<T> json, Action<string> appEnded)
        where T : class
    {
        if (IsOfApp(kind))
        {
            kinds.Add(appEnded);
        }

        var rows = database.Read(s => s.Query(
            "SELECT app, id, version, body, sum FROM documents WHERE kind = @0 ORDER BY app, id, version",
            r =>
            {
                var (app, id, version, body) = (r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetFieldValue<byte[]>(3));
                var isSound = r.IsDBNull(4) || r.GetInt64(4) == Sum(kind, app, id, version, body);
                return new Row<T>(app, id, version, isSound ? Parse(body, json) : null);
            }, kind));
        damaged.AddRange(rows.Where(r => r.Document is null).Select(r => Damage(kind, r.App, r.Id, r.Version)));
        return rows;
    }

    /// <summary>Tells of a document with a row that cannot be believed.</summary>
    public DamagedRowException Damage(string kind, string app, string id, int version) =>
        new(Path.GetFileName(database.File), string.Join(' ', ((string[])["documents", kind, app, id, $"{version}"]).Where(p => p.Length > 0)));

    /// <summary>Writes a version, in place of the one with its number.</summary>
    /// <param name="isNew">Nothing of that id was there.</param>
    /// <exception cref="AppGoneException">It is of an app that was deleted meanwhile.</exception>
    public Task WriteAsync(string kind, string app, string id, int version, byte[] body, bool isNew, Action committed, CancellationToken cancellationToken) =>
        writer.RunAsync(
            s =>
            {
                if (IsOfApp(kind) && !(kind == App && isNew) && s.Scalar("SELECT 1 FROM documents WHERE kind = 'app' AND app = @0", app) is null)
                {
                    throw new AppGoneException(app);
                }

                return s.Execute("INSERT OR REPLACE INTO documents(kind, app, id, version, body, sum) VALUES(@0, @1, @2, @3, @4, @5)", kind,
                    app, id, version, body, Sum(kind, app, id, version, body));
            }, _ => committed(), cancellationToken);

    /// <summary>Removes all versions.</summary>
    public Task RemoveAsync(string kind, string app, string id, Action committed, CancellationToken cancellationToken) => writer.RunAsync(
        s => s.Execute("DELETE FROM documents WHERE kind = @0 AND app = @1 AND id = @2", kind, app, id), _ => committed(), cancellationToken);

    /// <summary>Deletes an app with all documents that are of it, and keeps that its other files have to follow: <see cref="Leaving"/>.</summary>
    /// <returns>False when there is none, or another call deleted it.</returns>
    public Task<bool> EndAppAsync(string app, CancellationToken cancellationToken) => writer.RunAsync(
        s =>
        {
            if (s.Execute("DELETE FROM documents WHERE kind = 'app' AND app = @0", app) == 0)
            {
                return false;
            }

            s.Execute($"DELETE FROM documents WHERE kind IN ({Kinds}) AND app = @0", app);
            Gone.Write(s, "INSERT INTO leaving(app) VALUES(@0)", app);
            return true;
        },
        ended =>
        {
            if (ended)
            {
                kinds.ForEach(forget => forget(app));
            }
        }, cancellationToken);

    /// <summary>The apps that were deleted and of which other files may still have something.</summary>
    public IReadOnlyList<string> Leaving() => database.Read(s => s.Query(
        $"SELECT app FROM leaving WHERE {Gone.Damage} IS NULL", r => r.GetString(0)));

    /// <summary>No file has anything of the app any more.</summary>
    public Task LeftAsync(string app, CancellationToken cancellationToken) =>
        writer.RunAsync(s => s.Execute("DELETE FROM leaving WHERE app = @0", app), null, cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static bool IsOfApp(string kind) => kind == App || OfApp.Contains(kind);

    private static long Sum(string kind, string app, string id, int version, byte[] body) => RowSum.Of(body, $"{kind} {app} {id} {version}");

    private static T? Parse<T>(byte[] body, JsonTypeInfo<T> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Document">Null when it is not what was written.</param>
    public sealed record Row<T>(string App, string Id, int Version, T? Document);
}
