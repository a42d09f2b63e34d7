namespace Pinpush.Contract;

/// <summary>The endpoints of one user.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointsResponse.</remarks>
public sealed record EndpointsResponse
{
    public required IReadOnlyList<EndpointResponse> Item { get; init; }
}
