namespace Pinpush.Contract;

/// <summary>Results of a direct send, by address and by endpoint id.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape MessageResponse.</remarks>
public sealed record MessageResponse
{
    public required string ApplicationId { get; init; }
    public IReadOnlyDictionary<string, EndpointMessageResult>? EndpointResult { get; init; }
    public string? RequestId { get; init; }
    public IReadOnlyDictionary<string, MessageResult>? Result { get; init; }
}
