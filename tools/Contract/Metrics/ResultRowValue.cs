namespace Pinpush.Contract;

/// <summary>A named value; Value is text also for numbers.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape ResultRowValue.</remarks>
public sealed record ResultRowValue
{
    public required string Key { get; init; }
    public required string Type { get; init; }
    public required string Value { get; init; }
}
