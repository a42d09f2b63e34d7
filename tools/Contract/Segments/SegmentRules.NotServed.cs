using System.Text.Json;

namespace Pinpush.Contract;

public static partial class SegmentRules
{
    /// <summary>Whether this server knows who fulfils every criterion.</summary>
    public static bool IsServed(SegmentDimensions dimensions) => NotServed(dimensions, "").Count == 0;

    private static IReadOnlyList<Fault> NotServed(SegmentDimensions dimensions, string path) => Fault.Found(
    [
        NotServed(dimensions.Metrics is { Count: > 0 }, $"{path}.Metrics"),
        NotServed(dimensions.Location?.GPSPoint is { ValueKind: not JsonValueKind.Null }, $"{path}.Location.GPSPoint"),
        NotServed(dimensions.Demographic?.DeviceType is not null, $"{path}.Demographic.DeviceType"),
    ]);

    private static Fault? NotServed(bool asked, string member) => !asked ? null : Fault.NotServed(
        member, ": this criterion is not served; remove it, since a criterion that is dropped would mean everybody.");
}
