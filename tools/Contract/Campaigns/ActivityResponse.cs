namespace Pinpush.Contract;

/// <summary>One run of a campaign. State is PENDING, RUNNING or COMPLETED, Result SUCCESS or FAIL.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ActivityResponse.</remarks>
public sealed record ActivityResponse
{
    public required string ApplicationId { get; init; }
    public required string CampaignId { get; init; }
    public string? End { get; init; }
    public required string Id { get; init; }
    public string? Result { get; init; }
    public string? ScheduledStart { get; init; }
    public string? Start { get; init; }
    public string? State { get; init; }
    public int? SuccessfulEndpointCount { get; init; }
    public int? TimezonesCompletedCount { get; init; }
    public int? TimezonesTotalCount { get; init; }
    public int? TotalEndpointCount { get; init; }
    public string? TreatmentId { get; init; }
    public IReadOnlyDictionary<string, string>? ExecutionMetrics { get; init; }
}
