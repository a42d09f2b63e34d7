namespace Pinpush.Contract;

/// <summary>Results by user id and endpoint id.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SendUsersMessageResponse.</remarks>
public sealed record SendUsersMessageResponse
{
    public required string ApplicationId { get; init; }
    public string? RequestId { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, EndpointMessageResult>>? Result { get; init; }
}
