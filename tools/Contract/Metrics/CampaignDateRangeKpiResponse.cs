namespace Pinpush.Contract;

/// <summary>A KPI of a campaign over a date range.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CampaignDateRangeKpiResponse.</remarks>
public sealed record CampaignDateRangeKpiResponse
{
    public required string ApplicationId { get; init; }
    public required string CampaignId { get; init; }
    public required string EndTime { get; init; }
    public required string KpiName { get; init; }
    public required BaseKpiResult KpiResult { get; init; }
    public string? NextToken { get; init; }
    public required string StartTime { get; init; }
}
