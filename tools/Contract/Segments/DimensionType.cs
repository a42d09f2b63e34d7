using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for DimensionType.</summary>
[JsonConverter(typeof(WireWord<DimensionType>))]
public enum DimensionType
{
    [JsonStringEnumMemberName("INCLUSIVE")] Inclusive,
    [JsonStringEnumMemberName("EXCLUSIVE")] Exclusive,
}
