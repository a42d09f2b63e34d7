namespace Pinpush.Contract;

public static partial class SegmentRules
{
    /// <summary>Most values of one segment, over all its criteria. Pinpoint says none; this many are stored and compared in no time.</summary>
    public const int MostValues = 10_000;

    /// <summary>Most values of its CONTAINS criteria: each is looked for in every value that endpoints have, which takes almost a millisecond.</summary>
    public const int MostContained = 1000;

    /// <summary>Most characters of its values together.</summary>
    public const int MostCharacters = 250_000;

    private static IReadOnlyList<Fault> Size(IReadOnlyCollection<SegmentDimensions> dimensions)
    {
        var attributes = dimensions.SelectMany(d => new[] { d.Attributes, d.UserAttributes }).SelectMany(a => a?.Values ?? []).ToList();
        var values = attributes.Select(a => a?.Values).Concat(dimensions.SelectMany(d => SetCriterion.All.Select(c => c.Of(d)?.Values)))
            .SelectMany(v => v ?? []).ToList();
        var contained = attributes.Where(a => a?.AttributeType == AttributeType.Contains).Sum(a => a?.Values?.Count ?? 0);
        var characters = values.Sum(v => (long)(v?.Length ?? 0));
        return Fault.Found(
        [
            values.Count > MostValues ? new("", $"The segment has {values.Count} values in its criteria; at most {MostValues} are allowed.") : null,
            contained > MostContained ? new("", $"The segment has {contained} values in its CONTAINS criteria; at most {MostContained} are allowed.") : null,
            characters > MostCharacters
                ? new("", $"The values of the segment's criteria have {characters} characters together; at most {MostCharacters} are allowed.") : null,
        ]);
    }
}
