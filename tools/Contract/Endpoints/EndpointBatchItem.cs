namespace Pinpush.Contract;

/// <summary>One endpoint of a batch.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape EndpointBatchItem.</remarks>
public sealed record EndpointBatchItem : EndpointRequest
{
    /// <summary>The endpoint's id, chosen by the caller; case does not matter.</summary>
    public string? Id { get; init; }
}
