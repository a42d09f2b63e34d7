using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Tags of one resource: at most 50, key up to 128 and value up to 256 characters.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape TagsModel.</remarks>
public sealed record TagsModel
{
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
