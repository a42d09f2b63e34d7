namespace Pinpush.Contract;

/// <summary>What a segment must be. A criterion that is not served is a fault: dropped, it would mean everybody.</summary>
public static partial class SegmentRules
{
    /// <summary>Most criteria of one segment. Source: Pinpoint quotas.</summary>
    public const int MostCriteria = 100;

    /// <returns>Every fault, each naming the member and the value; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(WriteSegmentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var dimensions = Dimensions(request).ToList();
        var criteria = dimensions.Sum(d => Criteria(d.Of));
        return Fault.Found(
        [
            .. TagRules.Check(request.Tags),
            request is { Dimensions: not null, SegmentGroups: not null }
                ? Fault.Invalid("Dimensions", " and SegmentGroups are both given; give one of them.")
                : null,
            request.SegmentGroups is { Groups: null or { Count: 0 } }
                ? Fault.Invalid("SegmentGroups.Groups", " is empty: name at least one group, or give empty Dimensions for every endpoint.")
                : null,
            .. (request.SegmentGroups?.Groups ?? []).SelectMany((group, i) => Check(group, $"SegmentGroups.Groups[{i}]")),
            .. dimensions.SelectMany(d => Check(d.Of, d.Path)),
            criteria > MostCriteria ? new("", $"The segment has {criteria} criteria; at most {MostCriteria} are allowed.") : null,
            .. Size(dimensions.ConvertAll(d => d.Of)),
            .. dimensions.SelectMany(d => NotServed(d.Of, d.Path)),
        ]);
    }

    private static IEnumerable<(SegmentDimensions Of, string Path)> Dimensions(WriteSegmentRequest request)
    {
        var inGroups = (request.SegmentGroups?.Groups ?? []).SelectMany((group, g) =>
            (group?.Dimensions ?? []).Select((dimensions, d) => (Of: dimensions, Path: $"SegmentGroups.Groups[{g}].Dimensions[{d}]")));
        return inGroups.Prepend((Of: request.Dimensions!, Path: "Dimensions")).Where(d => d.Of is not null); // those that are null are told by their group
    }

    private static int Criteria(SegmentDimensions dimensions) => (dimensions.Attributes?.Count ?? 0) + (dimensions.UserAttributes?.Count ?? 0)
        + SetCriterion.All.Count(c => c.Of(dimensions) is not null) + (dimensions.Behavior?.Recency is null ? 0 : 1);

    private static IReadOnlyList<Fault> Check(SegmentGroup? group, string path) => group is null ? [Fault.Invalid(path, " is null.")] : Fault.Found(
    [
        group.SourceSegments?.Any(s => string.IsNullOrEmpty(s?.Id)) == true ? Fault.Invalid($"{path}.SourceSegments", ": an entry has no Id.") : null,
        .. (group.Dimensions ?? []).Select((dimensions, i) => dimensions is null ? Fault.Invalid($"{path}.Dimensions[{i}]", " is null.") : null),
    ]);

    private static IReadOnlyList<Fault> Check(SegmentDimensions dimensions, string path) => Fault.Found(
    [
        .. Check(dimensions.Attributes, $"{path}.Attributes"),
        .. Check(dimensions.UserAttributes, $"{path}.UserAttributes"),
        .. SetCriterion.All.Select(c => c.Of(dimensions) is { } set ? Values(set.Values, $"{path}.{c.Member}") : null),
        dimensions.Behavior?.Recency is { Duration: null } or { RecencyType: null }
            ? Fault.Invalid($"{path}.Behavior.Recency", " needs both Duration (HR_24, DAY_7, DAY_14, DAY_30) and RecencyType (ACTIVE, INACTIVE).")
            : null,
    ]);

    private static IEnumerable<Fault> Check(IReadOnlyDictionary<string, AttributeDimension>? attributes, string path) =>
        attributes?.SelectMany(a => Check(a.Value, $"{path}.{a.Key}")) ?? [];

    private static IReadOnlyList<Fault> Check(AttributeDimension? dimension, string path)
    {
        var comparison = dimension?.AttributeType is AttributeType.Before or AttributeType.After or AttributeType.On or AttributeType.Between
            ? dimension.AttributeType.Value.Word()
            : null;
        return Fault.Found(
        [
            Values(dimension?.Values, path),
            comparison is { } word && dimension?.Values?.FirstOrDefault(v => !IsoTime.TryParse(v, out _)) is { } value
                ? Fault.Invalid($"{path}.Values", $": '{value}' is not an ISO 8601 time such as 2026-01-02T03:04:05.678Z, which {word} compares with.")
                : null,
            dimension is { AttributeType: AttributeType.Between, Values.Count: not 2 } // with null for its values too
                ? Fault.Invalid($"{path}.Values", $" has {dimension.Values?.Count ?? 0} values; BETWEEN takes two, from and to.")
                : null,
        ]);
    }

    private static Fault? Values(IReadOnlyList<string>? values, string path) => values is { Count: > 0 } && values.All(v => v is not null)
        ? null
        : Fault.Invalid($"{path}.Values", " is missing, empty or has a null: give at least one value.");
}
