using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for Duration.</summary>
[JsonConverter(typeof(WireWord<Duration>))]
public enum Duration
{
    [JsonStringEnumMemberName("HR_24")] Hr24,
    [JsonStringEnumMemberName("DAY_7")] Day7,
    [JsonStringEnumMemberName("DAY_14")] Day14,
    [JsonStringEnumMemberName("DAY_30")] Day30,
}
