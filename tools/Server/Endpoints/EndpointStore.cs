using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pinpush.Audience;
using Pinpush.Server.Storage;
using Pinpush.Wire;

namespace Pinpush.Server.Endpoints;

/// <summary>An endpoint with the dense number that the audience index and the ledger know it by; a number is never used again.</summary>
internal sealed record NumberedEndpoint(int Number, EndpointResponse Endpoint);

/// <summary>An address that its push service called dead.</summary>
internal sealed record DeadAddress(ChannelType Channel, string Address, DateTimeOffset Since);

/// <summary>The endpoints of all apps: one row each, and the audience index of each app derived from the rows. The column id is in lower case: case does not matter.</summary>
internal sealed class EndpointStore : IAsyncDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS endpoints(
          number INTEGER PRIMARY KEY AUTOINCREMENT, app TEXT NOT NULL, id TEXT NOT NULL, user TEXT, address TEXT, body BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS endpoints_id ON endpoints(app, id);
        CREATE INDEX IF NOT EXISTS endpoints_user ON endpoints(user, app) WHERE user IS NOT NULL;
        CREATE INDEX IF NOT EXISTS endpoints_address ON endpoints(address, app) WHERE address IS NOT NULL;
        """;

    private readonly Database database;
    private readonly WriteQueue writer;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, AudienceIndex> indexes = new(StringComparer.Ordinal);

    public EndpointStore(string file, TimeProvider time)
    {
        this.time = time;
        database = new Database(file, Schema);
        database.Read(s =>
        {
            s.Each("SELECT number, body, app FROM endpoints", r => Index(r.GetString(2)).Set(r.GetInt32(0), null, Read(r).Endpoint));
            return 0;
        });
        writer = new WriteQueue(database);
    }

    /// <summary>The audience index of an app.</summary>
    public AudienceIndex Index(string app) => indexes.GetOrAdd(app, _ => new AudienceIndex());

    public EndpointResponse? Get(string app, string id) => database.Read(s => Find(s, app, id))?.Endpoint;

    public IReadOnlyList<EndpointResponse> OfUser(string app, string user) => database.Read(s => OfUser(s, app, user)).ConvertAll(e => e.Endpoint);

    /// <summary>The endpoints with these numbers; those that are gone are left out.</summary>
    public IReadOnlyList<NumberedEndpoint> Numbered(ReadOnlySpan<int> numbers)
    {
        var wanted = "[" + string.Join(',', numbers.ToArray()) + "]"; // one statement for a page, not one for each of its endpoints
        return database.Read(s => s.Query("SELECT number, body FROM endpoints WHERE number IN (SELECT value FROM json_each(@0))", Read, wanted));
    }

    /// <summary>Creates or changes endpoints, all or none. Durable when the task ends.</summary>
    /// <returns>The faults of what cannot be: none of it is written then.</returns>
    public Task<IReadOnlyList<string>> UpdateAsync(string app, IReadOnlyList<(string Id, EndpointRequest Request)> requests, string requestId, CancellationToken cancellationToken) =>
        ChangeAsync<IReadOnlyList<string>>(app, (statements, changes) =>
        {
            var faults = new List<string>();
            foreach (var (id, request) in requests)
            {
                var old = Find(statements, app, id);
                var next = EndpointMerge.Apply(old?.Endpoint, request, app, id, requestId, time.Stamp());
                if (next.Address is null || next.ChannelType is null)
                {
                    faults.Add(next.Address is null ? $"Missing Address: endpoint '{id}' is new and needs one." : $"Missing ChannelType: endpoint '{id}' is new and needs one.");
                }
                else if (MakeRoom(statements, app, old, next, changes) is { } fault)
                {
                    faults.Add(fault);
                }
                else
                {
                    Write(statements, app, old, next, changes);
                }
            }

            if (faults.Count > 0)
            {
                // Undo what the earlier items of a batch did: a batch is taken whole or not at all.
                for (var i = changes.Count - 1; i >= 0; i--)
                {
                    Undo(statements, changes[i]);
                }

                changes.Clear();
            }

            return faults;
        }, cancellationToken);

    /// <summary>Removes an endpoint; gives what it was, or null.</summary>
    public Task<EndpointResponse?> RemoveAsync(string app, string id, CancellationToken cancellationToken) => ChangeAsync(app, (statements, changes) =>
    {
        var old = Find(statements, app, id);
        Remove(statements, old, changes);
        return old?.Endpoint;
    }, cancellationToken);

    /// <summary>Removes all endpoints of a user; gives what they were.</summary>
    public Task<List<EndpointResponse>> RemoveUserAsync(string app, string user, CancellationToken cancellationToken) => ChangeAsync(app, (statements, changes) =>
    {
        var all = OfUser(statements, app, user);
        all.ForEach(e => Remove(statements, e, changes));
        return all.ConvertAll(e => e.Endpoint);
    }, cancellationToken);

    /// <summary>Removes all endpoints of an app that was deleted.</summary>
    public async Task RemoveAppAsync(string app, CancellationToken cancellationToken)
    {
        await writer.RunAsync(s => s.Execute("DELETE FROM endpoints WHERE app = @0", app), _ => indexes.TryRemove(app, out var _), cancellationToken);
    }

    /// <summary>Makes endpoints INACTIVE whose address the push service called dead. One that was registered again since, or has another address by now, stays.</summary>
    public Task<int> DeactivateAsync(string app, IReadOnlyList<DeadAddress> dead, CancellationToken cancellationToken) => ChangeAsync(app, (statements, changes) =>
    {
        foreach (var address in dead)
        {
            foreach (var old in statements.Query("SELECT number, body FROM endpoints WHERE address = @0 AND app = @1", Read, address.Address, app))
            {
                if (old.Endpoint.ChannelType == address.Channel && old.Endpoint.EndpointStatus == "ACTIVE" && !(Parse(old.Endpoint.EffectiveDate) > address.Since))
                {
                    Write(statements, app, old, old.Endpoint with { EndpointStatus = "INACTIVE" }, changes);
                }
            }
        }

        return changes.Count;
    }, cancellationToken);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private Task<T> ChangeAsync<T>(string app, Func<Statements, List<Change>, T> work, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        return writer.RunAsync(
            s =>
            {
                changes.Clear(); // the work may run again when a neighbour in the transaction failed
                return work(s, changes);
            },
            _ =>
            {
                foreach (var change in changes)
                {
                    Index(app).Set(change.Number, change.Before, change.After);
                }
            }, cancellationToken);
    }

    // (1) An address belongs to one endpoint of a channel: the one that had it becomes INACTIVE.
    // (2) A user has at most 15 endpoints: a 16th push endpoint evicts the user's oldest, any other is refused.
    private static string? MakeRoom(Statements statements, string app, NumberedEndpoint? old, EndpointResponse next, List<Change> changes)
    {
        if (next.Address != old?.Endpoint.Address)
        {
            foreach (var other in statements.Query("SELECT number, body FROM endpoints WHERE address = @0 AND app = @1", Read, next.Address, app)) // (1)
            {
                if (other.Number != old?.Number && other.Endpoint.ChannelType == next.ChannelType && other.Endpoint.EndpointStatus == "ACTIVE")
                {
                    Write(statements, app, other, other.Endpoint with { EndpointStatus = "INACTIVE" }, changes);
                }
            }
        }

        if (next.User?.UserId is not { } user || user == old?.Endpoint.User?.UserId)
        {
            return null;
        }

        var siblings = OfUser(statements, app, user); // (2)
        if (siblings.Count < EndpointRules.MostOfUser)
        {
            return null;
        }

        var oldest = IsPush(next.ChannelType) ? siblings.Where(s => IsPush(s.Endpoint.ChannelType)).MinBy(s => Parse(s.Endpoint.EffectiveDate)) : null;
        if (oldest is null)
        {
            return $"User '{user}' has {EndpointRules.MostOfUser} endpoints, the most that a user may have: remove one before adding '{next.Id}'.";
        }

        Write(statements, app, oldest, oldest.Endpoint with { EndpointStatus = "INACTIVE", User = oldest.Endpoint.User! with { UserId = null } }, changes); // found by its user
        return null;
    }

    private static bool IsPush(ChannelType? channel) => channel is ChannelType.Gcm or ChannelType.Apns or ChannelType.ApnsSandbox
        or ChannelType.ApnsVoip or ChannelType.ApnsVoipSandbox or ChannelType.Adm or ChannelType.Baidu;

    private static DateTimeOffset? Parse(string? time) => IsoTime.TryParse(time, out var parsed) ? parsed : null;

    private static void Write(Statements statements, string app, NumberedEndpoint? old, EndpointResponse next, List<Change> changes)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(next, WireJson.Default.EndpointResponse);
        var number = old?.Number;
        if (number is null)
        {
            number = (int)(long)statements.Scalar(
                "INSERT INTO endpoints(app, id, user, address, body) VALUES(@0, @1, @2, @3, @4) RETURNING number", app, Key(next.Id!), next.User?.UserId, next.Address, body)!; // an insert returns its number
        }
        else
        {
            statements.Execute("UPDATE endpoints SET user = @1, address = @2, body = @3 WHERE number = @0", number, next.User?.UserId, next.Address, body);
        }

        changes.Add(new Change(number.Value, old?.Endpoint, next));
    }

    private static void Remove(Statements statements, NumberedEndpoint? old, List<Change> changes)
    {
        if (old is not null)
        {
            statements.Execute("DELETE FROM endpoints WHERE number = @0", old.Number);
            changes.Add(new Change(old.Number, old.Endpoint, null));
        }
    }

    private static void Undo(Statements statements, Change change)
    {
        if (change.Before is not { } before)
        {
            statements.Execute("DELETE FROM endpoints WHERE number = @0", change.Number);
        }
        else
        {
            statements.Execute(
                "UPDATE endpoints SET user = @1, address = @2, body = @3 WHERE number = @0",
                change.Number, before.User?.UserId, before.Address, JsonSerializer.SerializeToUtf8Bytes(before, WireJson.Default.EndpointResponse));
        }
    }

    private static NumberedEndpoint? Find(Statements statements, string app, string id) =>
        statements.Query("SELECT number, body FROM endpoints WHERE app = @0 AND id = @1", Read, app, Key(id)) is [var found, ..] ? found : null;

    private static string Key(string id) => id.ToLowerInvariant();

    private static List<NumberedEndpoint> OfUser(Statements statements, string app, string user) =>
        statements.Query("SELECT number, body FROM endpoints WHERE user = @0 AND app = @1 ORDER BY number", Read, user, app);

    private static NumberedEndpoint Read(SqliteDataReader row) =>
        new(row.GetInt32(0), JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(1), WireJson.Default.EndpointResponse)!); // written by this class

    private sealed record Change(int Number, EndpointResponse? Before, EndpointResponse? After);
}
