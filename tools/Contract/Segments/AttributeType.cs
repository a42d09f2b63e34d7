using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for AttributeType.</summary>
[JsonConverter(typeof(WireWord<AttributeType>))]
public enum AttributeType
{
    [JsonStringEnumMemberName("INCLUSIVE")] Inclusive,
    [JsonStringEnumMemberName("EXCLUSIVE")] Exclusive,
    [JsonStringEnumMemberName("CONTAINS")] Contains,
    [JsonStringEnumMemberName("BEFORE")] Before,
    [JsonStringEnumMemberName("AFTER")] After,
    [JsonStringEnumMemberName("ON")] On,
    [JsonStringEnumMemberName("BETWEEN")] Between,
}
