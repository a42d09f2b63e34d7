using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>Criteria on the place.</summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shape SegmentLocation. Members of type JsonElement belong to features that are not served; a request that carries one
/// is refused.
/// </remarks>
public sealed record SegmentLocation
{
    public SetDimension? Country { get; init; }
    public JsonElement? GPSPoint { get; init; }
}
