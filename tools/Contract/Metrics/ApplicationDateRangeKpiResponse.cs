namespace Pinpush.Contract;

/// <summary>A KPI of an app over a date range.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ApplicationDateRangeKpiResponse.</remarks>
public sealed record ApplicationDateRangeKpiResponse
{
    public required string ApplicationId { get; init; }
    public required string EndTime { get; init; }
    public required string KpiName { get; init; }
    public required BaseKpiResult KpiResult { get; init; }
    public string? NextToken { get; init; }
    public required string StartTime { get; init; }
}
