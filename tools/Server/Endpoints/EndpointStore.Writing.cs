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

    // An app registers before it has a token, and wants no push before; who wants them has to say where.
    private static Fault? Missing(EndpointResponse next, EndpointRequest request) =>
        next.Address is null && request.OptOut == OptOut.None ? new(nameof(next.Address),
            $"{AwsTexts.MissingAddress}: endpoint '{next.Id}' has none, and OptOut NONE asks for messages to it. "
                + "Give an Address, or leave OptOut out until there is one.")
        : next is { Address: not null, ChannelType: null } ? new(nameof(next.ChannelType),
            $"{AwsTexts.MissingChannelType}: endpoint '{next.Id}' has an Address; say which channel it belongs to, e.g. APNS or GCM.")
        : null;

    // (1) A device belongs to one ACTIVE endpoint: the one that had it becomes INACTIVE.
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

            Write(statements, evicted, evicted.Endpoint with { EndpointStatus = EndpointStatus.Inactive, User = null }, changes);
        }

        if (next.EndpointStatus == EndpointStatus.Active && Device.Of(next) is { } device
            && Holder(statements, app, device) is { } holder && holder.Number != old?.Number) // (1)
        {
            Write(statements, holder, holder.Endpoint with { EndpointStatus = EndpointStatus.Inactive }, changes);
        }

        return null;
    }

    // The attributes of a user are the same at all endpoints of that user, whichever of them they came by: the later update goes before the earlier, and
    // what an endpoint knew of nobody goes behind.
    private EndpointResponse WithUser(Statements statements, string app, NumberedEndpoint? old, EndpointResponse next, EndpointUser? change)
    {
        if (!TellsOfUser(old, next, change) || OfUser(statements, app, next.User!.UserId!) is not { Count: > 0 } all) // not null where it tells of one
        {
            return next;
        }

        var nobody = old?.Endpoint.User is { UserId: null } known ? known : null;
        var attributes = EndpointMerge.Attributes([nobody, .. all.OrderBy(e => Parse(e.Endpoint.EffectiveDate)).Select(e => e.Endpoint.User), change]);
        return EndpointMerge.IsSame(next.User.UserAttributes, attributes) ? next : next with { User = next.User with { UserAttributes = attributes } };
    }

    private void ShareUser(Statements statements, string app, EndpointResponse next, List<EndpointChange> changes)
    {
        var user = next.User!; // only of an endpoint that has one
        foreach (var other in OfUser(statements, app, user.UserId!).Where(e => !EndpointMerge.IsSame(e.Endpoint.User?.UserAttributes, user.UserAttributes)))
        {
            Write(statements, other, other.Endpoint with { User = user }, changes);
        }
    }

    private static bool TellsOfUser(NumberedEndpoint? old, EndpointResponse next, EndpointUser? change) =>
        change is not null && next.User?.UserId is { } user && (change.UserAttributes is not null || user != old?.Endpoint.User?.UserId);

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
            var rows = changes.Count == 0 ? [] : EndpointRows.Of(statements, changes.Select(c => c.Number), log.Damaged);
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
