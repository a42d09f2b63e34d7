namespace Pinpush.Contract;

/// <summary>What became of one address. StatusCode is the push service's.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape MessageResult.</remarks>
public sealed record MessageResult
{
    public required DeliveryStatus DeliveryStatus { get; init; }
    public string? MessageId { get; init; }
    public required int StatusCode { get; init; }
    public string? StatusMessage { get; init; }
    public string? UpdatedToken { get; init; }
}
