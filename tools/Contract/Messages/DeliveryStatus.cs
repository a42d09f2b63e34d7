using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for DeliveryStatus.</summary>
[JsonConverter(typeof(WireWord<DeliveryStatus>))]
public enum DeliveryStatus
{
    [JsonStringEnumMemberName("SUCCESSFUL")] Successful,
    [JsonStringEnumMemberName("THROTTLED")] Throttled,
    [JsonStringEnumMemberName("TEMPORARY_FAILURE")] TemporaryFailure,
    [JsonStringEnumMemberName("PERMANENT_FAILURE")] PermanentFailure,
    [JsonStringEnumMemberName("UNKNOWN_FAILURE")] UnknownFailure,
    [JsonStringEnumMemberName("OPT_OUT")] OptOut,
    [JsonStringEnumMemberName("DUPLICATE")] Duplicate,
}
