using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for SegmentType.</summary>
[JsonConverter(typeof(WireWord<SegmentType>))]
public enum SegmentType
{
    [JsonStringEnumMemberName("DIMENSIONAL")] Dimensional,
    [JsonStringEnumMemberName("IMPORT")] Import,
}
