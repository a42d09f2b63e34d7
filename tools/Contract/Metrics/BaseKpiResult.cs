namespace Pinpush.Contract;

/// <summary>The rows of a KPI.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape BaseKpiResult.</remarks>
public sealed record BaseKpiResult
{
    public required IReadOnlyList<ResultRow> Rows { get; init; }
}
