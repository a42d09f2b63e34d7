using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>An app: it owns endpoints, channels, segments and campaigns. The id is 32 lower-case hex digits chosen by the server.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ApplicationResponse.</remarks>
public sealed record ApplicationResponse
{
    public required string Arn { get; init; }
    public required string Id { get; init; }
    public required string Name { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
    public string? CreationDate { get; init; }
}
