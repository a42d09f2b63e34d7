using System.Text.Json;

namespace Pinpush.Wire;

/// <summary>A direct send to every endpoint of at most 100 users.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SendUsersMessageRequest. Members of type JsonElement belong to features that are not served; a request that carries one is refused.</remarks>
public sealed record SendUsersMessageRequest
{
    public IReadOnlyDictionary<string, string>? Context { get; init; }
    public DirectMessageConfiguration? MessageConfiguration { get; init; }
    public JsonElement? TemplateConfiguration { get; init; }
    public string? TraceId { get; init; }
    public IReadOnlyDictionary<string, EndpointSendConfiguration>? Users { get; init; }
}
