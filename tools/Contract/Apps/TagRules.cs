namespace Pinpush.Contract;

/// <summary>What the tags of a resource must be. Source: Pinpoint service model, TagsModel.</summary>
public static class TagRules
{
    private const int Most = 50, MostKey = 128, MostValue = 256;

    /// <returns>Every fault, each naming the tag; empty when all is right.</returns>
    public static IEnumerable<string> Check(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags?.Count > Most)
        {
            yield return $"tags: {tags.Count} tags; a resource has at most {Most}.";
        }

        foreach (var (key, value) in tags ?? new Dictionary<string, string>())
        {
            if (key.Length is 0 or > MostKey)
            {
                yield return $"tags: the key '{key}' has {key.Length} characters; 1 to {MostKey} are allowed.";
            }

            if (value is null || value.Length > MostValue)
            {
                yield return $"tags.{key}: the value is {(value is null ? "null" : $"of {value.Length} characters")}; a string of at most {MostValue} is allowed.";
            }
        }
    }
}
