using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>How the parts of a group are combined: the words of Include, SourceType and Type.</summary>
[JsonConverter(typeof(WireWord<Combination>))]
public enum Combination
{
    [JsonStringEnumMemberName("ALL")] All,
    [JsonStringEnumMemberName("ANY")] Any,
    [JsonStringEnumMemberName("NONE")] None,
}
