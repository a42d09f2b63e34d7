namespace Pinpush.Contract;

/// <summary>What became of an endpoint and of its events.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ItemResponse.</remarks>
public sealed record ItemResponse
{
    public EndpointItemResponse? EndpointItemResponse { get; init; }
    public IReadOnlyDictionary<string, EventItemResponse>? EventsItemResponse { get; init; }
}
