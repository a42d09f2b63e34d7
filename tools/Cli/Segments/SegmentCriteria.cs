using Amazon.Pinpoint.Model;

namespace Pinpush.Cli.Segments;

/// <summary>A segment's criteria in words, one line each, so that a reviewer sees who is in it.</summary>
internal static class SegmentCriteria
{
    /// <summary>E.g. <c>Attributes.Plan INCLUSIVE pro, free</c>; groups say how they combine. A segment without any says that it holds everybody.</summary>
    public static IReadOnlyList<string> Of(SegmentResponse segment)
    {
        List<string> lines = [];
        if (segment.Dimensions is { } own)
        {
            lines.AddRange(Of(own, ""));
        }

        foreach (var group in segment.SegmentGroups?.Groups ?? [])
        {
            var head = $"group of {segment.SegmentGroups!.Include?.Value ?? "ALL"}: "; // the loop runs over its groups
            lines.AddRange((group.SourceSegments ?? []).Select(s => $"{head}{group.SourceType?.Value ?? "ALL"} of segments: {s.Id}{(s.Version is { } v ? $" version {v}" : "")}"));
            lines.AddRange((group.Dimensions ?? []).SelectMany(d => Of(d, $"{head}{group.Type?.Value ?? "ALL"} of: ")));
        }

        return lines.Count > 0 ? lines : ["everybody: the segment has no criterion"];
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

        foreach (var (name, set) in new[]
        {
            ("Demographic.AppVersion", dimensions.Demographic?.AppVersion), ("Demographic.Channel", dimensions.Demographic?.Channel), ("Demographic.Make", dimensions.Demographic?.Make),
            ("Demographic.Model", dimensions.Demographic?.Model), ("Demographic.Platform", dimensions.Demographic?.Platform), ("Location.Country", dimensions.Location?.Country),
        })
        {
            if (set is not null)
            {
                yield return $"{head}{name} {set.DimensionType?.Value ?? "INCLUSIVE"} {string.Join(", ", set.Values ?? [])}";
            }
        }

        if (dimensions.Behavior?.Recency is { } recency)
        {
            yield return $"{head}Behavior.Recency {recency.RecencyType} {recency.Duration}";
        }
    }
}
