namespace Pinpush.Contract;

/// <summary>A direct send to at most 100 addresses and endpoints together.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape MessageRequest.</remarks>
public sealed record MessageRequest
{
    public IReadOnlyDictionary<string, AddressConfiguration>? Addresses { get; init; }
    public IReadOnlyDictionary<string, string>? Context { get; init; }
    public IReadOnlyDictionary<string, EndpointSendConfiguration>? Endpoints { get; init; }
    public DirectMessageConfiguration? MessageConfiguration { get; init; }
    public TemplateConfiguration? TemplateConfiguration { get; init; }
    public string? TraceId { get; init; }
}
