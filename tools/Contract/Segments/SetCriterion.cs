using System.Collections.Immutable;

namespace Pinpush.Contract;

/// <summary>A criterion on one fact about an endpoint.</summary>
/// <param name="Member">Where a segment's dimensions have it, e.g. <c>Location.Country</c>.</param>
/// <param name="Of">What the dimensions ask for; null when they do not ask.</param>
/// <param name="Value">What an endpoint has; null for nothing.</param>
public sealed record SetCriterion(string Member, Func<SegmentDimensions, SetDimension?> Of, Func<EndpointResponse, string?> Value)
{
    /// <summary>The channel that reaches an endpoint.</summary>
    public static SetCriterion Channel { get; } = new("Demographic.Channel", d => d.Demographic?.Channel, e => e.ChannelType?.Word());

    /// <summary>All that are served: the rules judge them, and the audience index has their values.</summary>
    public static ImmutableArray<SetCriterion> All { get; } =
    [
        new("Demographic.AppVersion", d => d.Demographic?.AppVersion, e => e.Demographic?.AppVersion),
        Channel,
        new("Demographic.Make", d => d.Demographic?.Make, e => e.Demographic?.Make),
        new("Demographic.Model", d => d.Demographic?.Model, e => e.Demographic?.Model),
        new("Demographic.Platform", d => d.Demographic?.Platform, e => e.Demographic?.Platform),
        new("Location.Country", d => d.Location?.Country, e => e.Location?.Country),
    ];
}
