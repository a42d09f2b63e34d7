namespace Pinpush.Contract;

/// <summary>What the tags of a resource must be. Source: Pinpoint service model, TagsModel.</summary>
public static class TagRules
{
    /// <summary>Most characters of a tag's value.</summary>
    public const int MostValue = 256;

    private const int Most = 50, MostKey = 128;

    /// <returns>Every fault, each naming the tag; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(IReadOnlyDictionary<string, string>? tags) => tags is null ? [] : Fault.Found(
    [
        tags.Count > Most ? Fault.Invalid("tags", $": {tags.Count} tags; a resource has at most {Most}.") : null,
        .. tags.SelectMany(t => Check(t.Key, t.Value)),
    ]);

    private static IReadOnlyList<Fault> Check(string key, string? value) => Fault.Found(
    [
        key.Length is 0 or > MostKey ? Fault.Invalid("tags", $": the key '{key}' has {key.Length} characters; 1 to {MostKey} are allowed.") : null,
        value is null or { Length: > MostValue }
            ? Fault.Invalid(
                $"tags.{key}", $": the value is {(value is null ? "null" : $"of {value.Length} characters")}; a string of at most {MostValue} is allowed.")
            : null,
    ]);
}
