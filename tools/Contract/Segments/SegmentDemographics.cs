namespace Pinpush.Contract;

/// <summary>Criteria on the device.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape SegmentDemographics.</remarks>
public sealed record SegmentDemographics
{
    public SetDimension? AppVersion { get; init; }
    public SetDimension? Channel { get; init; }
    public SetDimension? DeviceType { get; init; }
    public SetDimension? Make { get; init; }
    public SetDimension? Model { get; init; }
    public SetDimension? Platform { get; init; }
}
