using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for CampaignStatus.</summary>
[JsonConverter(typeof(WireWord<CampaignStatus>))]
public enum CampaignStatus
{
    [JsonStringEnumMemberName("SCHEDULED")] Scheduled,
    [JsonStringEnumMemberName("EXECUTING")] Executing,
    [JsonStringEnumMemberName("PENDING_NEXT_RUN")] PendingNextRun,
    [JsonStringEnumMemberName("COMPLETED")] Completed,
    [JsonStringEnumMemberName("PAUSED")] Paused,
    [JsonStringEnumMemberName("DELETED")] Deleted,
    [JsonStringEnumMemberName("INVALID")] Invalid,
}
