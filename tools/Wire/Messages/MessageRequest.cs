using System.Text.Json;

namespace Pinpush.Wire;

/// <summary>A direct send to at most 100 addresses and endpoints together.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape MessageRequest. Members of type JsonElement belong to features that are not served; a request that carries one is refused.</remarks>
public sealed record MessageRequest
{
    public IReadOnlyDictionary<string, AddressConfiguration>? Addresses { get; init; }
    public IReadOnlyDictionary<string, string>? Context { get; init; }
    public IReadOnlyDictionary<string, EndpointSendConfiguration>? Endpoints { get; init; }
    public DirectMessageConfiguration? MessageConfiguration { get; init; }
    public JsonElement? TemplateConfiguration { get; init; }
    public string? TraceId { get; init; }
}
