using Amazon.Pinpoint.Model;

namespace Pinpush.Cli.Segments;

/// <summary>A segment's criteria in words, one line each, so that a reviewer sees who is in it.</summary>
internal static class SegmentCriteria
{
    /// <summary>E.g. <c>Attributes.Plan INCLUSIVE pro, free</c>; groups say how they combine. Empty for a segment that holds everybody.</summary>
    public static IReadOnlyList<string> Of(SegmentDimensions? dimensions, SegmentGroupList? groups)
    {
        List<string> lines = [];
        if (dimensions is { } own)
        {
            lines.AddRange(Of(own, ""));
        }

        foreach (var group in groups?.Groups ?? [])
        {
            var head = $"group of {groups!.Include?.Value ?? "ALL"}: "; // the loop runs over its groups
            lines.AddRange((group.SourceSegments ?? []).Select(
                s => $"{head}{group.SourceType?.Value ?? "ALL"} of segments: {s.Id}{(s.Version is { } v ? $" version {v}" : "")}"));
            lines.AddRange((group.Dimensions ?? []).SelectMany(d => Of(d, $"{head}{group.Type?.Value ?? "ALL"} of: ")));
        }

        return lines;
    }

    private static IEnumerable<string> Of(SegmentDimensions dimensions, string head)
    {
        foreach (var (kind, attributes) in new[] { ("Attributes", dimensions.Attributes), ("UserAttributes", dimensions.UserAttributes) })
        {
            foreach (var (name, dimension) in attributes ?? [])
            {
                yield return $"{head}{kind}.{name} {dimension.AttributeType?.Value ?? "INCLUSIVE"} {string.Join(", ", dimension.Values ?? [])}";
            }
        }

        foreach (var (name, metric) in dimensions.Metrics ?? [])
        {
            yield return $"{head}Metrics.{name} {metric.ComparisonOperator} {metric.Value}";
        }

        foreach (var (name, set) in new[]
        {
            ("Demographic.AppVersion", dimensions.Demographic?.AppVersion), ("Demographic.Channel", dimensions.Demographic?.Channel),
            ("Demographic.Make", dimensions.Demographic?.Make), ("Demographic.DeviceType", dimensions.Demographic?.DeviceType),
            ("Demographic.Model", dimensions.Demographic?.Model), ("Demographic.Platform", dimensions.Demographic?.Platform),
            ("Location.Country", dimensions.Location?.Country),
        })
        {
            if (set is not null)
            {
                yield return $"{head}{name} {set.DimensionType?.Value ?? "INCLUSIVE"} {string.Join(", ", set.Values ?? [])}";
            }
        }

        if (dimensions.Location?.GPSPoint is { } place)
        {
            yield return $"{head}Location.GPSPoint {place.RangeInKilometers} km around {place.Coordinates?.Latitude}, {place.Coordinates?.Longitude}";
        }

        if (dimensions.Behavior?.Recency is { } recency)
        {
            yield return $"{head}Behavior.Recency {recency.RecencyType} {recency.Duration}";
        }
    }
}
