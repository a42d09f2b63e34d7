using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Asks for a new app. There is no update: a new name is a new app.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CreateApplicationRequest.</remarks>
public sealed record CreateApplicationRequest
{
    public string? Name { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
