using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Server.Storage;

/// <summary>
/// Small aggregates of one kind (apps, channels, segments, campaigns): all versions in memory for readers, which take no lock,
/// and one row per version in the file. Changes go one after another and are visible once they are durable.
/// </summary>
/// <remarks>One with a damaged row is in no list, and asking for it is a <see cref="DamagedRowException"/>: of its versions none is believed.</remarks>
internal sealed class Documents<T> : IDisposable
    where T : class
{
    private readonly ConcurrentDictionary<(string App, string Id), ImmutableList<T>> all = new();
    private readonly ConcurrentDictionary<(string App, string Id), DamagedRowException> damaged = new();
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly DocumentFile file;
    private readonly string kind;
    private readonly JsonTypeInfo<T> json;
    private readonly Action<T?, T, IEnumerable<T>>? check;

    /// <param name="check">
    /// Refuses a change by an exception; gets what stands (null: nothing), what would, and all documents. Nothing else changes meanwhile.
    /// </param>
    public Documents(DocumentFile file, string kind, JsonTypeInfo<T> json, Action<T?, T, IEnumerable<T>>? check = null)
    {
        (this.file, this.kind, this.json, this.check) = (file, kind, json, check);
        foreach (var (app, id, version, document) in file.Read(kind, json, Forget))
        {
            if (document is null)
            {
                damaged[(app, id)] = file.Damage(kind, app, id, version);
            }
            else
            {
                all[(app, id)] = all.GetValueOrDefault((app, id), []).Add(document);
            }
        }

        foreach (var key in damaged.Keys)
        {
            all.TryRemove(key, out _);
        }
    }

    /// <summary>The current version, or null.</summary>
    public T? Get(string app, string id) => Of(app, id) is [.., var last] ? last : null;

    /// <summary>All versions, oldest first; empty when there is no such document.</summary>
    public IReadOnlyList<T> Versions(string app, string id) => Of(app, id);

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
            var versions = Of(app, id);
            var last = versions.IsEmpty ? null : versions[^1];
            if (change(last) is not { } next)
            {
                return null;
            }

            check?.Invoke(last, next, Everything);
            var kept = newVersion || versions.IsEmpty ? versions : versions.RemoveAt(versions.Count - 1);
            var body = JsonSerializer.SerializeToUtf8Bytes(next, json);
            await file.WriteAsync(
                kind, app, id, kept.Count + 1, body, versions.IsEmpty, () => all[(app, id)] = kept.Add(next), cancellationToken);
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

            await file.RemoveAsync(kind, app, id, () => all.TryRemove((app, id), out _), cancellationToken);
            return last;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private ImmutableList<T> Of(string app, string id) => damaged.TryGetValue((app, id), out var damage) ? throw damage : all.GetValueOrDefault((app, id), []);

    private void Forget(string app)
    {
        foreach (var key in all.Keys.Concat(damaged.Keys).Where(k => k.App == app))
        {
            all.TryRemove(key, out _);
            damaged.TryRemove(key, out _);
        }
    }
}
