using Pinpush.Server.Kernel;
using Pinpush.Server.Endpoints;
using Pinpush.Contract;

namespace Pinpush.Server.Events;

/// <summary>PutEvents: 202 with one result per endpoint and per event; a wrong one does not keep the others out.</summary>
internal static class EventRoutes
{
    public static EventStore Add(Parts parts, EndpointStore endpoints)
    {
        var events = parts.Keep(new EventStore(parts.Data.File("events.db")));
        parts.AppEnds.AddLast(events.RemoveAppAsync);
        endpoints.Leaving = events.RemoveAsync;
        // each event has its id
        parts.Routes.Map("PutEvents", WireJson.Default.EventsRequest, _ => [],
            (call, request, token) => PutAsync(call, request, endpoints, events, token), Repeat.SameAsOnce);
        return events;
    }

    private static async ValueTask<ApiAnswer> PutAsync(
        ApiCall call, EventsRequest request, EndpointStore endpoints, EventStore events, CancellationToken cancellationToken)
    {
        if (call.Body.Length > EventRules.MostRequestBytes)
        {
            return ApiAnswer.TooLarge($"The body is larger than {EventRules.MostRequestBytes} bytes, the most that a request with events may have.");
        }

        if (EventRules.CheckBatch(request) is { } fault)
        {
            return ApiAnswer.BadRequest([fault]);
        }

        var results = new Dictionary<string, ItemResponse>(StringComparer.Ordinal);
        var good = new List<(string, string, Event, DateTimeOffset)>();
        foreach (var (endpointId, item) in request.BatchItem!) // checked: it is there
        {
            var answers = new Dictionary<string, EventItemResponse>(StringComparer.Ordinal);
            foreach (var (eventId, e) in item?.Events ?? new Dictionary<string, Event>())
            {
                var wrong = Check(call, e);
                answers[eventId] = new EventItemResponse { StatusCode = wrong is null ? 202 : 400, Message = wrong ?? AwsTexts.Accepted };
                if (wrong is null && IsoTime.TryParse(e.Timestamp, out var at))
                {
                    good.Add((endpointId, eventId, e, at));
                }
            }

            var refused = await RegisterAsync(call, endpoints, endpointId, item?.Endpoint, cancellationToken);
            results[endpointId] = new ItemResponse
            {
                EndpointItemResponse = new EndpointItemResponse { StatusCode = refused is null ? 202 : 400, Message = refused ?? AwsTexts.Accepted },
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

    private static string? Check(ApiCall call, Event? one) =>
        EventRules.Check(one) is { Count: > 0 } faults ? string.Join(" ", faults.Select(f => f.Message))
        : call.Body.Length > EventRules.MostEventBytes && EventRules.IsTooLarge(one!) // checked: it has a type
        ? $"The event has more than {EventRules.MostEventBytes} bytes."
        : null;
}
