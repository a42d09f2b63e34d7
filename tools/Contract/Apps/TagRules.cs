using System.Text.RegularExpressions;

namespace Pinpush.Contract;

/// <summary>What the tags of a resource must be. Sources: Pinpoint service model, TagsModel; Pinpoint developer guide, tagging.</summary>
public static partial class TagRules
{
    /// <summary>Most tags of a resource.</summary>
    public const int Most = 50;

    /// <summary>Most characters of a tag's value.</summary>
    public const int MostValue = 256;

    private const int MostKey = 128;
    private const string OfAws = "aws:";

    /// <returns>Every fault, each naming the tag; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(IReadOnlyDictionary<string, string>? tags) => tags is null ? [] : Fault.Found(
    [
        tags.Count > Most ? Fault.Invalid("tags", $": {tags.Count} tags; a resource has at most {Most}.") : null,
        .. tags.SelectMany(t => Check(t.Key, t.Value)),
        tags.GetValueOrDefault(OwnTags.MaxAudience) is { } most && OwnTags.Audience(most) is null
            ? new($"tags.{OwnTags.MaxAudience}", $"The tag {OwnTags.MaxAudience} is not a whole number of endpoints above 0.")
            : null,
        tags.GetValueOrDefault(OwnTags.InDoubt) is not (null or OwnTags.Resend or OwnTags.Skip)
            ? new($"tags.{OwnTags.InDoubt}", $"The tag {OwnTags.InDoubt} is neither {OwnTags.Resend} nor {OwnTags.Skip}.")
            : null,
    ]);

    /// <summary>An update does not change tags, as with Pinpoint since May 2023; one that this server acts on must not get lost without a word.</summary>
    /// <param name="now">The tags that the resource has.</param>
    /// <param name="given">Those that come with the update.</param>
    public static IReadOnlyList<Fault> CheckUpdate(IReadOnlyDictionary<string, string>? now, IReadOnlyDictionary<string, string>? given) => Fault.Found(
    [
        .. (given ?? new Dictionary<string, string>())
            .Where(t => t.Key.StartsWith(OwnTags.Prefix, StringComparison.Ordinal) && t.Value != now?.GetValueOrDefault(t.Key))
            .Select(t => Fault.Invalid($"tags.{t.Key}", " is another one than the resource has, and an update changes no tags: call TagResource first.")),
    ]);

    private static IReadOnlyList<Fault> Check(string key, string? value) => Fault.Found(
    [
        key.Length is 0 or > MostKey ? Fault.Invalid("tags", $": the key '{key}' has {key.Length} characters; 1 to {MostKey} are allowed.") : null,
        key.StartsWith(OfAws, StringComparison.OrdinalIgnoreCase) ? Fault.Invalid("tags", $": the key '{key}' begins with {OfAws}, which AWS keeps for itself.")
            : null,
        !Key().IsMatch(key)
            ? Fault.Invalid("tags", $": the key '{key}' has another character than letters, digits, spaces and _ . : / = + - @.")
            : null,
        value is null or { Length: > MostValue }
            ? Fault.Invalid(
                $"tags.{key}", $": the value is {(value is null ? "null" : $"of {value.Length} characters")}; a string of at most {MostValue} is allowed.")
            : null,
    ]);

    [GeneratedRegex(@"^[\p{L}\p{N}\p{Z}_.:/=+\-@]*\z")]
    private static partial Regex Key();
}
