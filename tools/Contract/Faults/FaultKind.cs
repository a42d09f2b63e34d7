using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Whose rule a fault is against: AWS refuses the one kind too and serves the other.</summary>
[JsonConverter(typeof(WireWord<FaultKind>))]
public enum FaultKind
{
    /// <summary>Pinpoint's own limit or form.</summary>
    [JsonStringEnumMemberName("INVALID")] Invalid,

    /// <summary>Only this server does not serve it. It says so, since what is dropped without a word means something else.</summary>
    [JsonStringEnumMemberName("NOT_SERVED")] NotServed,
}
