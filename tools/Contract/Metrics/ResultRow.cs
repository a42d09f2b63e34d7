namespace Pinpush.Contract;

/// <summary>One value, or one group and its value.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ResultRow.</remarks>
public sealed record ResultRow
{
    public IReadOnlyList<ResultRowValue>? GroupedBys { get; init; }
    public required IReadOnlyList<ResultRowValue> Values { get; init; }
}
