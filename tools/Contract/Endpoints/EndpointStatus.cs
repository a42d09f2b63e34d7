using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Whether messages go to an endpoint: an address has one active endpoint at most, and one whose address is dead is inactive.</summary>
[JsonConverter(typeof(WireWord<EndpointStatus>))]
public enum EndpointStatus
{
    [JsonStringEnumMemberName("ACTIVE")] Active,
    [JsonStringEnumMemberName("INACTIVE")] Inactive,
}
