namespace Pinpush.Contract;

/// <summary>202 taken, 400 refused.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointItemResponse.</remarks>
public sealed record EndpointItemResponse
{
    public string? Message { get; init; }
    public int? StatusCode { get; init; }
}
