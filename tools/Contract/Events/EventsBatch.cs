namespace Pinpush.Contract;

/// <summary>An endpoint and what happened on it.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EventsBatch.</remarks>
public sealed record EventsBatch
{
    public EndpointRequest? Endpoint { get; init; }
    public IReadOnlyDictionary<string, Event>? Events { get; init; }
}
