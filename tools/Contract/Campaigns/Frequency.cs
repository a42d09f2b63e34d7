using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for Frequency.</summary>
[JsonConverter(typeof(WireWord<Frequency>))]
public enum Frequency
{
    [JsonStringEnumMemberName("ONCE")] Once,
    [JsonStringEnumMemberName("HOURLY")] Hourly,
    [JsonStringEnumMemberName("DAILY")] Daily,
    [JsonStringEnumMemberName("WEEKLY")] Weekly,
    [JsonStringEnumMemberName("MONTHLY")] Monthly,
    [JsonStringEnumMemberName("EVENT")] Event,
    [JsonStringEnumMemberName("IN_APP_EVENT")] InAppEvent,
}
