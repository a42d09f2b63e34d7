namespace Pinpush.Contract;

/// <summary>1 to 100 endpoints to create or change.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointBatchRequest.</remarks>
public sealed record EndpointBatchRequest
{
    public IReadOnlyList<EndpointBatchItem>? Item { get; init; }
}
