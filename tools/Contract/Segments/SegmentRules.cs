using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>What a segment must be. A criterion that is not served is a fault: dropped, it would mean everybody.</summary>
public static class SegmentRules
{
    /// <summary>Most criteria of one segment. Source: Pinpoint quotas.</summary>
    public const int MostCriteria = 100;

    /// <returns>Every fault, each naming the member and the value; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(WriteSegmentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>(TagRules.Check(request.Tags));
        var criteria = 0;
        if (request.Dimensions is not null && request.SegmentGroups is not null)
        {
            faults.Add("Dimensions and SegmentGroups are both given; give one of them.");
        }

        if (request.Dimensions is { } own)
        {
            Check(own, "Dimensions", faults, ref criteria);
        }

        if (request.SegmentGroups is { Groups: null or { Count: 0 } })
        {
            faults.Add("SegmentGroups.Groups is empty: name at least one group, or leave SegmentGroups out for every endpoint.");
        }

        var groups = request.SegmentGroups?.Groups ?? [];
        for (var g = 0; g < groups.Count; g++)
        {
            var path = $"SegmentGroups.Groups[{g}]";
            if (groups[g] is not { } group)
            {
                faults.Add($"{path} is null.");
                continue;
            }

            if (group.SourceSegments?.Any(s => string.IsNullOrEmpty(s?.Id)) == true)
            {
                faults.Add($"{path}.SourceSegments: an entry has no Id.");
            }

            for (var d = 0; d < group.Dimensions?.Count; d++)
            {
                if (group.Dimensions[d] is { } dimensions)
                {
                    Check(dimensions, $"{path}.Dimensions[{d}]", faults, ref criteria);
                }
                else
                {
                    faults.Add($"{path}.Dimensions[{d}] is null.");
                }
            }
        }

        if (criteria > MostCriteria)
        {
            faults.Add($"The segment has {criteria} criteria; at most {MostCriteria} are allowed.");
        }

        return faults;
    }

    private static void Check(SegmentDimensions dimensions, string path, List<string> faults, ref int criteria)
    {
        void NotServed(bool asked, string member)
        {
            if (asked)
            {
                faults.Add($"{path}.{member}: this criterion is not served; remove it, since a criterion that is dropped would mean everybody.");
            }
        }

        NotServed(dimensions.Metrics is { Count: > 0 }, "Metrics");
        NotServed(dimensions.Location?.GPSPoint is { ValueKind: not JsonValueKind.Null }, "Location.GPSPoint");
        NotServed(dimensions.Demographic?.DeviceType is not null, "Demographic.DeviceType");
        foreach (var (member, attributes) in new[] { ("Attributes", dimensions.Attributes), ("UserAttributes", dimensions.UserAttributes) })
        {
            foreach (var (name, dimension) in attributes ?? new Dictionary<string, AttributeDimension>())
            {
                criteria++;
                Check(dimension, $"{path}.{member}.{name}", faults);
            }
        }

        var demographic = dimensions.Demographic;
        foreach (var (member, dimension) in new[]
        {
            ("Demographic.AppVersion", demographic?.AppVersion), ("Demographic.Channel", demographic?.Channel), ("Demographic.Make", demographic?.Make),
            ("Demographic.Model", demographic?.Model), ("Demographic.Platform", demographic?.Platform), ("Location.Country", dimensions.Location?.Country),
        })
        {
            if (dimension is not null)
            {
                criteria++;
                Values(dimension.Values, $"{path}.{member}", faults);
            }
        }

        if (dimensions.Behavior?.Recency is { } recency)
        {
            criteria++;
            if (recency.Duration is null || recency.RecencyType is null)
            {
                faults.Add($"{path}.Behavior.Recency needs both Duration (HR_24, DAY_7, DAY_14, DAY_30) and RecencyType (ACTIVE, INACTIVE).");
            }
        }
    }

    private static void Check(AttributeDimension? dimension, string path, List<string> faults)
    {
        Values(dimension?.Values, path, faults);
        if (dimension?.AttributeType is not (AttributeType.Before or AttributeType.After or AttributeType.On or AttributeType.Between))
        {
            return;
        }

        if ((dimension.Values ?? []).FirstOrDefault(v => !IsoTime.TryParse(v, out _)) is { } value)
        {
            faults.Add($"{path}.Values: '{value}' is not an ISO 8601 time such as 2026-01-02T03:04:05.678Z, which {dimension.AttributeType.Value.Word()} compares with.");
        }

        if (dimension is { AttributeType: AttributeType.Between, Values.Count: not 2 })
        {
            faults.Add($"{path}.Values has {dimension.Values?.Count ?? 0} values; BETWEEN takes two, from and to.");
        }
    }

    private static void Values(IReadOnlyList<string>? values, string path, List<string> faults)
    {
        if (values is not { Count: > 0 } || values.Any(v => v is null))
        {
            faults.Add($"{path}.Values is missing, empty or has a null: give at least one value.");
        }
    }
}
