using Pinpush.Contract;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Endpoints;

/// <summary>What happens on the writer.</summary>
internal sealed partial class EndpointStore
{
    private async Task<T> ChangeAsync<T>(Func<Statements, List<EndpointChange>, T> work, CancellationToken cancellationToken)
    {
        var (changes, number, line) = (new List<EndpointChange>(), 0, 0L);
        return await writer.RunAsync(
            s =>
            {
                attempted.Add(changes);
                var result = work(s, changes);
                if (changes.Exists(c => c.Before is not null))
                {
                    EndpointRows.Journal(s, ++lastLine, [.. changes.Where(c => c.Before is not null).Select(c => c.Number)]);
                }

                (number, line) = (lastNumber, lastLine); // of this change, not of those behind it in the transaction
                return result;
            },
            _ =>
            {
                attempted.Clear();
                changes.ForEach(c => indexes.Take(c.Number, c.Before, c.After));
                indexes.Committed(number, line);
                kept = (number, line);
            }, cancellationToken);
    }

    // On the writer, before anything else is written: nothing may be found by what was given up, and its numbers and lines go to what comes next,
    // so that a saved index never claims one that no row has.
    private void RolledBack(Statements statements)
    {
        attempted.ForEach(changes => Retract(statements, changes));
        attempted.Clear();
        (lastNumber, lastLine) = kept;
    }

    // (1) An address belongs to one ACTIVE endpoint of a channel: the one that had it becomes INACTIVE.
    // (2) A user has at most 15 endpoints: a 16th push endpoint evicts the user's oldest, any other is refused.
    // Source of both: Pinpoint quotas and developer guide, endpoints.
    private Fault? MakeRoom(Statements statements, string app, NumberedEndpoint? old, EndpointResponse next, List<EndpointChange> changes)
    {
        NumberedEndpoint? evicted = null;
        if (next.User?.UserId is { } user && user != old?.Endpoint.User?.UserId
            && OfUser(statements, app, user) is { Count: >= EndpointRules.MostOfUser } siblings) // (2)
        {
            evicted = IsPush(next.ChannelType) ? siblings.Where(s => IsPush(s.Endpoint.ChannelType)).MinBy(s => Parse(s.Endpoint.EffectiveDate)) : null;
            if (evicted is null)
            {
                return new(
                    "User.UserId",
                    $"{AwsTexts.TooManyEndpoints}: {EndpointRules.MostOfUser}. User '{user}' has that many: remove one before adding '{next.Id}'.");
            }

            var nobody = evicted.Endpoint.User! with { UserId = null }; // found by its user
            Write(statements, evicted, evicted.Endpoint with { EndpointStatus = EndpointStatus.Inactive, User = nobody }, changes);
        }

        if (next.EndpointStatus == EndpointStatus.Active
            && Holder(statements, app, next.ChannelType, next.Address!) is { } holder && holder.Number != old?.Number) // (1); checked by UpdateAsync
        {
            Write(statements, holder, holder.Endpoint with { EndpointStatus = EndpointStatus.Inactive }, changes);
        }

        return null;
    }

    private static bool IsPush(ChannelType? channel) => channel is ChannelType.Gcm or ChannelType.Apns or ChannelType.ApnsSandbox
        or ChannelType.ApnsVoip or ChannelType.ApnsVoipSandbox or ChannelType.Adm or ChannelType.Baidu;

    private static DateTimeOffset? Parse(string? time) => IsoTime.TryParse(time, out var parsed) ? parsed : null;

    private void Write(Statements statements, NumberedEndpoint? old, EndpointResponse next, List<EndpointChange> changes, byte[]? body = null)
    {
        var number = old?.Number ?? ++lastNumber;
        if (old is null)
        {
            EndpointRows.Add(statements, number, body ?? EndpointRows.Body(next));
        }
        else
        {
            EndpointRows.Change(statements, number, EndpointRows.Body(next));
        }

        indexes.Keys.Add(number, next); // at once: what comes later in the transaction has to find it
        changes.Add(new EndpointChange(number, old?.Endpoint, next));
    }

    private static void Remove(Statements statements, NumberedEndpoint? old, List<EndpointChange> changes)
    {
        if (old is not null)
        {
            EndpointRows.Remove(statements, old.Number);
            changes.Add(new EndpointChange(old.Number, old.Endpoint, null));
        }
    }

    // Changes that were rolled back: each endpoint is found again by what its row says, and by nothing else.
    private void Retract(Statements statements, List<EndpointChange> changes)
    {
        try
        {
            var rows = changes.Count == 0 ? [] : EndpointRows.Of(statements, changes.Select(c => c.Number));
            changes.ForEach(c => indexes.Keys.Remove(c.Number, c.After, null));
            rows.ForEach(row => indexes.Keys.Add(row.Number, row.Endpoint));
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The keys of what was given up stay: what is found by them does not fit its row.
        }

        changes.Clear();
    }
}
