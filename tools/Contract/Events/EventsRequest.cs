namespace Pinpush.Contract;

/// <summary>At most 100 events, grouped by endpoint id.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EventsRequest.</remarks>
public sealed record EventsRequest
{
    public IReadOnlyDictionary<string, EventsBatch>? BatchItem { get; init; }
}
