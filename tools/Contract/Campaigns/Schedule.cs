using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>When a campaign runs: StartTime is IMMEDIATE or an ISO 8601 time.</summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shape Schedule. Members of type JsonElement belong to features that are not served; a request that carries one is
/// refused.
/// </remarks>
public sealed record Schedule
{
    /// <summary>The StartTime that means at once.</summary>
    public const string Immediate = "IMMEDIATE";

    public string? EndTime { get; init; }
    public JsonElement? EventFilter { get; init; }
    public Frequency? Frequency { get; init; }
    public bool? IsLocalTime { get; init; }
    public QuietTime? QuietTime { get; init; }
    public string? StartTime { get; init; }
    public string? Timezone { get; init; }
}
