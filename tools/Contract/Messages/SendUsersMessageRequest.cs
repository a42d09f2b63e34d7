namespace Pinpush.Contract;

/// <summary>A direct send to every endpoint of at most 100 users.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SendUsersMessageRequest.</remarks>
public sealed record SendUsersMessageRequest
{
    public IReadOnlyDictionary<string, string>? Context { get; init; }
    public DirectMessageConfiguration? MessageConfiguration { get; init; }
    public TemplateConfiguration? TemplateConfiguration { get; init; }
    public string? TraceId { get; init; }
    public IReadOnlyDictionary<string, EndpointSendConfiguration>? Users { get; init; }
}
