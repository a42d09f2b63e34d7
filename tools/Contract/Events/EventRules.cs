using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>What an event must be. Source of the limits: Pinpoint quotas, event ingestion.</summary>
public static class EventRules
{
    /// <summary>Most events of one request, and most endpoints that they are of.</summary>
    public const int MostEvents = 100;

    /// <summary>Most bytes of one request, and of one event.</summary>
    public const int MostRequestBytes = 4 * 1024 * 1024, MostEventBytes = 1_000 * 1024;

    private const int MostNames = 40, MostNameLength = 50, MostValueLength = 200;

    /// <summary>What is wrong with a request as a whole; null when it may be looked at event by event.</summary>
    public static Fault? CheckBatch(EventsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.BatchItem is not { Count: > 0 and <= MostEvents } batch || batch.Values.Sum(b => b?.Events?.Count ?? 0) > MostEvents
            ? Fault.Invalid("BatchItem", $" has to name 1 to {MostEvents} endpoints, and at most {MostEvents} events of them all.")
            : null;
    }

    /// <returns>Every fault of one event, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(Event? one)
    {
        var names = (one?.Attributes?.Count ?? 0) + (one?.Metrics?.Count ?? 0);
        return Fault.Found(
        [
            string.IsNullOrEmpty(one?.EventType) ? Fault.Invalid("EventType", " is missing.") : null,
            one?.Metrics?.Values.Any(m => !double.IsFinite(m)) == true ? Fault.Invalid("Metrics", " has a number that is too large.") : null,
            !IsoTime.TryParse(one?.Timestamp, out _)
                ? Fault.Invalid("Timestamp", $" '{one?.Timestamp}' is not an ISO 8601 time such as 2026-01-02T03:04:05.678Z.")
                : null,
            names > MostNames ? Fault.Invalid("Attributes", $" and Metrics have {names} names together; at most {MostNames} are allowed.") : null,
            .. Names(one?.Attributes?.Keys, "Attributes"),
            .. Names(one?.Metrics?.Keys, "Metrics"),
            .. (one?.Attributes ?? new Dictionary<string, string>()).Where(a => a.Value.Length > MostValueLength).Select(a => Fault.Invalid(
                $"Attributes.{a.Key}", $" has {a.Value.Length} characters; at most {MostValueLength} are allowed.")),
        ]);
    }

    /// <summary>Whether an event is larger than one may be.</summary>
    public static bool IsTooLarge(Event one) => JsonSerializer.SerializeToUtf8Bytes(one, WireJson.Default.Event).Length > MostEventBytes;

    private static IEnumerable<Fault> Names(IEnumerable<string>? names, string member) =>
        (names ?? []).Where(n => n.Length is 0 or > MostNameLength).Select(n => Fault.Invalid(
            member, $": the name '{n}' has {n.Length} characters; 1 to {MostNameLength} are allowed."));
}
