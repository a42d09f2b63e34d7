namespace Pinpush.Contract;

/// <summary>The value is one of Values (INCLUSIVE, the default) or none of them (EXCLUSIVE).</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SetDimension.</remarks>
public sealed record SetDimension
{
    public DimensionType? DimensionType { get; init; }
    public IReadOnlyList<string>? Values { get; init; }
}
