using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for RecencyType.</summary>
[JsonConverter(typeof(WireWord<RecencyType>))]
public enum RecencyType
{
    [JsonStringEnumMemberName("ACTIVE")] Active,
    [JsonStringEnumMemberName("INACTIVE")] Inactive,
}
