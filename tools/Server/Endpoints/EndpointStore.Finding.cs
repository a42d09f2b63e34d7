using Pinpush.Contract;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Endpoints;

/// <summary>Finds endpoints by what the indexes say, and checks it against the rows.</summary>
internal sealed partial class EndpointStore
{
    private const int NumbersAtOnce = 1000;

    /// <summary>The numbers of endpoints by id; those that are gone are left out.</summary>
    /// <param name="ids">One may stand there twice, and in any case.</param>
    public IReadOnlyDictionary<string, int> Numbers(string app, IEnumerable<string> ids)
    {
        var found = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var page in ids.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(NumbersAtOnce))
        {
            var asked = page.ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var there in Numbered([.. page.SelectMany(id => indexes.Keys.OfId(app, id)).Distinct()], isWhole: false))
            {
                if (asked.Contains(there.Endpoint.Id!)) // stored endpoints have ids
                {
                    found[there.Endpoint.Id!] = there.Number;
                }
            }
        }

        return found;
    }

    private NumberedEndpoint? Find(Statements statements, string app, string id) => First(statements, indexes.Keys.OfId(app, id),
        e => e.ApplicationId == app && string.Equals(e.Id!.ToLowerInvariant(), id.ToLowerInvariant(), StringComparison.Ordinal)); // stored endpoints have ids

    private NumberedEndpoint? Holder(Statements statements, string app, Device device) => First(
        statements, indexes.Keys.OfDevice(app, device), e => e.EndpointStatus == EndpointStatus.Active && e.ApplicationId == app && Device.Of(e) == device);

    private static NumberedEndpoint? First(Statements statements, IReadOnlyList<int> numbers, Func<EndpointResponse, bool> fits)
    {
        foreach (var number in numbers)
        {
            if (EndpointRows.Find(statements, number) is { } found && fits(found.Endpoint))
            {
                return found;
            }
        }

        return null;
    }

    private List<NumberedEndpoint> OfUser(Statements statements, string app, string user) => indexes.Keys.OfUser(app, user) is { Count: > 0 } numbers
        ? EndpointRows.Of(statements, numbers.Order(), log.Damaged).FindAll(e => e.Endpoint.ApplicationId == app && e.Endpoint.User?.UserId == user)
        : [];
}
