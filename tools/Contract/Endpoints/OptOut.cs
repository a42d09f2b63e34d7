using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Which messages the user of an endpoint does not want.</summary>
[JsonConverter(typeof(WireWord<OptOut>))]
public enum OptOut
{
    [JsonStringEnumMemberName("ALL")] All,
    [JsonStringEnumMemberName("NONE")] None,
}
