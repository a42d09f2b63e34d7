using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Events;

/// <summary>What devices report. An event is known by app, endpoint and event id: reported twice, it counts once.</summary>
internal sealed class EventStore : IAsyncDisposable
{
    /// <summary>The event type of an opened push of a campaign.</summary>
    public const string Opened = "_campaign.opened_notification";

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS events(
          app TEXT NOT NULL, endpoint TEXT NOT NULL, event TEXT NOT NULL, type TEXT NOT NULL, at TEXT NOT NULL, campaign TEXT,
          activity TEXT, body BLOB NOT NULL,
          PRIMARY KEY(app, endpoint, event)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS events_campaign ON events(app, type, at) WHERE campaign IS NOT NULL;
        """;

    private static readonly SummedTable Events = new("events", "app, endpoint, event", "type, at, campaign, activity, body");

    private readonly Database database;
    private readonly WriteQueue writer;
    private readonly HashSet<string> ended = new(StringComparer.Ordinal); // apps that were deleted; the writer's alone

    public EventStore(string file)
    {
        database = new Database(file, Schema, summed: Events.Name);
        writer = new WriteQueue(database);
    }

    /// <summary>Stores events; durable when the task ends.</summary>
    /// <exception cref="AppGoneException">The app was deleted meanwhile.</exception>
    public Task AddAsync(string app, IReadOnlyList<(string Endpoint, string Id, Event Event, DateTimeOffset At)> events, CancellationToken cancellationToken)
    {
        var rows = events.Select(e => (e.Endpoint, e.Id, Type: e.Event.EventType, At: Times.Stamp(e.At),
            Campaign: e.Event.Attributes?.GetValueOrDefault("campaign_id"), Activity: e.Event.Attributes?.GetValueOrDefault("campaign_activity_id"),
            Body: JsonSerializer.SerializeToUtf8Bytes(e.Event, WireJson.Default.Event))).ToList();
        return writer.RunAsync(
            s => ended.Contains(app) ? throw new AppGoneException(app) : rows.Count(r => Events.Write(
                s,
                "INSERT OR IGNORE INTO events(app, endpoint, event, type, at, campaign, activity, body) VALUES(@0, @1, @2, @3, @4, @5, @6, @7)",
                app, r.Endpoint, r.Id, r.Type, r.At, r.Campaign, r.Activity, r.Body) is not null),
            null, cancellationToken);
    }

    /// <summary>Opened pushes of campaigns in a time range (both ends inclusive), each endpoint once per activity.</summary>
    /// <param name="damaged">Is told of each event that is left out.</param>
    public IReadOnlyList<(string Endpoint, string Campaign, string Activity, string At)> Opens(
        string app, DateTimeOffset from, DateTimeOffset to, Action<DamagedRowException> damaged)
    {
        var found = database.Read(s => s.Query(
            $"SELECT endpoint, campaign, COALESCE(activity, ''), MIN(at), {Events.Damage} AS damage FROM events "
                + "WHERE app = @0 AND type = @1 AND at >= @2 AND at <= @3 AND campaign IS NOT NULL GROUP BY endpoint, campaign, activity, damage",
            row => (Open: (row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)), Damage: database.DamageIn(row)),
            app, Opened, Times.Stamp(from), Times.Stamp(to)));
        found.ForEach(f =>
        {
            if (f.Damage is { } damage)
            {
                damaged(damage);
            }
        });
        return [.. found.Where(f => f.Damage is null).Select(f => f.Open)];
    }

    /// <summary>Removes the events of endpoints that are deleted: what somebody did leaves with them, and their opens count no more.</summary>
    public Task RemoveAsync(string app, IReadOnlyList<string> endpoints, CancellationToken cancellationToken) => writer.RunAsync(
        s => endpoints.Sum(e => s.Execute("DELETE FROM events WHERE app = @0 AND endpoint = @1", app, e)), null, cancellationToken);

    /// <summary>Removes the events of an app that was deleted, and takes no more of it.</summary>
    public Task RemoveAppAsync(string app, CancellationToken cancellationToken) => writer.RunAsync(
        s =>
        {
            ended.Add(app);
            return s.Execute("DELETE FROM events WHERE app = @0", app);
        }, null, cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
