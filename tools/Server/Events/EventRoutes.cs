using Pinpush.Server.Kernel;
using Pinpush.Server.Endpoints;
using Pinpush.Contract;

namespace Pinpush.Server.Events;

/// <summary>PutEvents: 202 with one result per endpoint and per event; a wrong one does not keep the others out.</summary>
internal static class EventRoutes
{
    /// <summary>Most events of one request. Source: Pinpoint quotas.</summary>
    private const int MostEvents = 100;

    public static EventStore Add(Parts parts, EndpointStore endpoints)
    {
        var events = parts.Keep(new EventStore(parts.Data.File("events.db")));
        parts.AppEnds.AddLast(events.RemoveAppAsync);
        // each event has its id
        parts.Routes.Map("PutEvents", WireJson.Default.EventsRequest, _ => [],
            (call, request, token) => PutAsync(call, request, endpoints, events, token), Repeat.SameAsOnce);
        return events;
    }

    private static async ValueTask<ApiAnswer> PutAsync(
        ApiCall call, EventsRequest request, EndpointStore endpoints, EventStore events, CancellationToken cancellationToken)
    {
        if (request.BatchItem is not { Count: > 0 } batch || batch.Values.Sum(b => b?.Events?.Count ?? 0) > MostEvents)
        {
            return ApiAnswer.BadRequest($"BatchItem has to name at least one endpoint and at most {MostEvents} events.");
        }

        var results = new Dictionary<string, ItemResponse>(StringComparer.Ordinal);
        var good = new List<(string, string, Event, DateTimeOffset)>();
        foreach (var (endpointId, item) in batch)
        {
            var answers = new Dictionary<string, EventItemResponse>(StringComparer.Ordinal);
            foreach (var (eventId, e) in item?.Events ?? new Dictionary<string, Event>())
            {
                var wrong = Check(e, out var at);
                answers[eventId] = new EventItemResponse { StatusCode = wrong is null ? 202 : 400, Message = wrong ?? "Accepted" };
                if (wrong is null)
                {
                    good.Add((endpointId, eventId, e, at));
                }
            }

            var refused = await RegisterAsync(call, endpoints, endpointId, item?.Endpoint, cancellationToken);
            results[endpointId] = new ItemResponse
            {
                EndpointItemResponse = new EndpointItemResponse { StatusCode = refused is null ? 202 : 400, Message = refused ?? "Accepted" },
                EventsItemResponse = answers,
            };
        }

        await events.AddAsync(call.ApplicationId, good, cancellationToken);
        return ApiAnswer.Of(new EventsResponse { Results = results }, WireJson.Default.EventsResponse);
    }

    /// <summary>Creates or updates the endpoint that the events came with. An empty one, as clients send when nothing changed, changes nothing.</summary>
    private static async Task<string?> RegisterAsync(
        ApiCall call, EndpointStore endpoints, string id, EndpointRequest? endpoint, CancellationToken cancellationToken)
    {
        if (endpoint is null || endpoint == new EndpointRequest())
        {
            return null;
        }

        var faults = EndpointRules.Check(id, endpoint);
        if (faults.Count == 0)
        {
            faults = await endpoints.UpdateAsync(call.ApplicationId, [(id, endpoint)], call.RequestId, cancellationToken);
        }

        return faults.Count == 0 ? null : string.Join(" ", faults.Select(f => f.Message));
    }

    private static string? Check(Event? e, out DateTimeOffset at)
    {
        at = default;
        return string.IsNullOrEmpty(e?.EventType) ? "EventType is missing."
            : e.Metrics?.Values.Any(m => !double.IsFinite(m)) == true ? "Metrics has a number that is too large."
            : !IsoTime.TryParse(e.Timestamp, out at) ? $"Timestamp '{e.Timestamp}' is not an ISO 8601 time such as 2026-01-02T03:04:05.678Z."
            : null;
    }
}
