namespace Pinpush.Contract;

/// <summary>A criterion on one attribute; Values are alternatives. AttributeType left out means INCLUSIVE.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape AttributeDimension.</remarks>
public sealed record AttributeDimension
{
    public AttributeType? AttributeType { get; init; }
    public IReadOnlyList<string>? Values { get; init; }
}
