using Pinpush.Audience;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;
using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>An address that its push service called dead.</summary>
internal sealed record DeadAddress(ChannelType Channel, string Address, DateTimeOffset Since);

/// <summary>The endpoints of all apps. The durable write of an endpoint is one row; what it is found by is in memory.</summary>
internal sealed partial class EndpointStore : IAsyncDisposable
{
    private readonly Database database;
    private readonly EndpointIndexes indexes;
    private readonly WriteQueue writer;
    private readonly TimeProvider time;
    private readonly Microsoft.Extensions.Logging.ILogger log;
    private readonly HashSet<string> leaving = new(StringComparer.Ordinal); // apps that were deleted; the writer's alone, as is what follows
    private int lastNumber;
    private long lastLine; // of the journal
    private (int Number, long Line) kept; // those of the last commit
    private readonly List<List<EndpointChange>> attempted = []; // in the transaction that is open

    public EndpointStore(DataFolder data, TimeProvider time, Microsoft.Extensions.Logging.ILogger log)
    {
        this.time = time;
        this.log = log;
        database = new Database(data.File("endpoints.db"), EndpointRows.Schema, summed: ["endpoints", "changes"]);
        kept = (lastNumber, lastLine) = database.Read(EndpointRows.Highest);
        indexes = EndpointIndexes.Open(data, database, log);
        writer = new WriteQueue(database, RolledBack);
        indexes.StartSaving(writer, time);
    }

    /// <summary>The audience index of an app.</summary>
    public AudienceIndex Index(string app) => indexes.Of(app);

    /// <exception cref="DamagedRowException">Its row is not what was written.</exception>
    public EndpointResponse? Get(string app, string id) => database.Read(s => Find(s, app, id))?.Endpoint;

    /// <summary>The same for somebody who is to get a push: whose row is damaged gets none.</summary>
    public EndpointResponse? Recipient(string app, string id)
    {
        try
        {
            return Get(app, id);
        }
        catch (DamagedRowException e)
        {
            log.Damaged(e);
            return null;
        }
    }

    public IReadOnlyList<EndpointResponse> OfUser(string app, string user) => database.Read(s => OfUser(s, app, user)).ConvertAll(e => e.Endpoint);

    /// <summary>The endpoints with these numbers; those that are gone or damaged are left out.</summary>
    /// <param name="isWhole">Otherwise only who they are, where they are and whether they may get a push.</param>
    public IReadOnlyList<NumberedEndpoint> Numbered(IEnumerable<int> numbers, bool isWhole = true) =>
        database.Read(s => EndpointRows.Of(s, numbers, log.Damaged, isWhole));

    /// <summary>Creates or changes endpoints, all or none. Durable when the task ends.</summary>
    /// <returns>The faults of what cannot be, with their place among the requests: none of it is written then.</returns>
    public Task<IReadOnlyList<Fault>> UpdateAsync(
        string app, IReadOnlyList<(string Id, EndpointRequest Request)> requests, string requestId, CancellationToken cancellationToken)
    {
        // Most endpoints are new, and what a new one becomes does not hang on others: that is made here, on the caller's thread, and the one writer
        // has less to do.
        var now = time.Stamp();
        var made = requests.Select(r => indexes.Keys.OfId(app, r.Id).Count > 0
            ? null
            : new NewEndpoint(EndpointMerge.Apply(null, r.Request, app, r.Id, requestId, now))).ToArray();
        return ChangeAsync<IReadOnlyList<Fault>>((statements, changes) =>
        {
            if (leaving.Contains(app))
            {
                throw new AppGoneException(app);
            }

            var faults = new List<Fault>();
            var first = lastNumber;
            if (requests.Count > 1)
            {
                statements.Execute("SAVEPOINT batch"); // a batch is taken whole or not at all; one request alone has written nothing when it has a fault
            }

            for (var i = 0; i < requests.Count; i++)
            {
                var (id, request) = requests[i];
                var old = Find(statements, app, id);
                var asNew = old is null ? made[i] : null;
                var merged = asNew?.Endpoint ?? EndpointMerge.Apply(old?.Endpoint, request, app, id, requestId, now);
                var next = WithUser(statements, app, old, merged, request.User);
                if ((Missing(next, request) ?? EndpointRules.CheckWhole(next) ?? MakeRoom(statements, app, old, next, changes)) is { } fault)
                {
                    faults.Add(fault with { Index = i });
                }
                else
                {
                    Write(statements, old, next, changes, ReferenceEquals(next, merged) ? asNew?.Body : null);
                    if (TellsOfUser(old, next, request.User))
                    {
                        ShareUser(statements, app, next, changes);
                    }
                }
            }

            if (faults.Count > 0 && changes.Count > 0)
            {
                statements.Execute("ROLLBACK TO batch");
                Retract(statements, changes);
                lastNumber = first;
            }

            if (requests.Count > 1)
            {
                statements.Execute("RELEASE batch");
            }

            return faults;
        }, cancellationToken);
    }

    /// <summary>Removes what else is known of endpoints by their ids, before they go: a deletion that a kill cuts short is called again.</summary>
    public Func<string, IReadOnlyList<string>, CancellationToken, Task> Leaving { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Removes an endpoint; gives what it was, or null.</summary>
    public async Task<EndpointResponse?> RemoveAsync(string app, string id, CancellationToken cancellationToken)
    {
        await Leaving(app, [id, .. Get(app, id) is { Id: { } stored } && stored != id ? [stored] : Array.Empty<string>()], cancellationToken);
        return await ChangeAsync((statements, changes) =>
        {
            var old = Find(statements, app, id);
            Remove(statements, old, changes);
            return old?.Endpoint;
        }, cancellationToken);
    }

    /// <summary>Removes all endpoints of a user; gives what they were.</summary>
    public async Task<List<EndpointResponse>> RemoveUserAsync(string app, string user, CancellationToken cancellationToken)
    {
        await Leaving(app, [.. OfUser(app, user).Select(e => e.Id!)], cancellationToken); // stored endpoints have ids
        return await ChangeAsync((statements, changes) =>
        {
            var all = OfUser(statements, app, user);
            all.ForEach(e => Remove(statements, e, changes));
            return all.ConvertAll(e => e.Endpoint);
        }, cancellationToken);
    }

    /// <summary>Removes all endpoints of an app that was deleted, a thousand at a time: others write in between.</summary>
    /// <remarks>None is added from its beginning on, since nobody would ever remove it.</remarks>
    public async Task RemoveAppAsync(string app, CancellationToken cancellationToken)
    {
        await writer.RunAsync(_ => leaving.Add(app), null, cancellationToken);
        var (all, page) = (indexes.Of(app).Everyone, new int[1000]);
        for (int from = 0, count; (count = all.Take(from, page)) > 0; from = page[count - 1] + 1)
        {
            var numbers = page[..count];
            await ChangeAsync((statements, changes) =>
            {
                var there = EndpointRows.Of(statements, numbers, log.Damaged);
                there.ForEach(e => Remove(statements, e, changes));
                foreach (var damaged in numbers.Except(there.Select(e => e.Number)))
                {
                    EndpointRows.Remove(statements, damaged);
                }

                return true;
            }, cancellationToken);
        }

        indexes.Drop(app);
    }

    /// <summary>
    /// Makes endpoints INACTIVE whose address the push service called dead. One that was registered again since, or has another address by now, stays.
    /// </summary>
    public Task<int> DeactivateAsync(string app, IReadOnlyList<DeadAddress> dead, CancellationToken cancellationToken) => ChangeAsync((statements, changes) =>
    {
        foreach (var address in dead)
        {
            if (Holder(statements, app, new(address.Channel, address.Address)) is { } old && !(Parse(old.Endpoint.EffectiveDate) > address.Since))
            {
                Write(statements, old, old.Endpoint with { EndpointStatus = EndpointStatus.Inactive }, changes);
            }
        }

        return changes.Count;
    }, cancellationToken);

    /// <summary>Ends the writes, then saves the indexes.</summary>
    public async ValueTask DisposeAsync()
    {
        await indexes.DisposeAsync();
        await writer.DisposeAsync();
    }
}
