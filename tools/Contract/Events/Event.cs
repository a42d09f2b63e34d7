using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Something that happened on a device at Timestamp (ISO 8601).</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape Event.</remarks>
public sealed record Event
{
    public string? AppPackageName { get; init; }
    public string? AppTitle { get; init; }
    public string? AppVersionCode { get; init; }
    [JsonConverter(typeof(GivenOnly<string>))]
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
    public string? ClientSdkVersion { get; init; }
    public string? EventType { get; init; }
    [JsonConverter(typeof(GivenOnly<double>))]
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
    public string? SdkName { get; init; }
    public Session? Session { get; init; }
    public string? Timestamp { get; init; }
}
