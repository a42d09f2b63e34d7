namespace Pinpush.Contract;

/// <summary>What became of one endpoint.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointMessageResult.</remarks>
public sealed record EndpointMessageResult
{
    public string? Address { get; init; }
    public required DeliveryStatus DeliveryStatus { get; init; }
    public string? MessageId { get; init; }
    public required int StatusCode { get; init; }
    public string? StatusMessage { get; init; }
    public string? UpdatedToken { get; init; }
}
