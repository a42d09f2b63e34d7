namespace Pinpush.Server.Identity;

/// <summary>The tag <c>pinpush:key</c>: which resource of which program it is. Two creates of one resource, from two runs of a program at once, must not make two.</summary>
internal static class ResourceKey
{
    private const string Tag = "pinpush:key";

    /// <summary>Refuses a key that another resource has.</summary>
    /// <param name="old">The tags before; a key that stays is no new one.</param>
    /// <param name="all">The resources among which a key is unique: the apps of the account, or the segments or the campaigns of an app.</param>
    /// <exception cref="KeyTakenException">One of them has it.</exception>
    public static void Check(
        IReadOnlyDictionary<string, string>? old, IReadOnlyDictionary<string, string>? tags, IEnumerable<(string Arn, IReadOnlyDictionary<string, string>? Tags)> all)
    {
        if (tags?.GetValueOrDefault(Tag) is { } key && key != old?.GetValueOrDefault(Tag) && all.FirstOrDefault(r => r.Tags?.GetValueOrDefault(Tag) == key).Arn is { } arn)
        {
            throw new KeyTakenException($"The tag {Tag} '{key}' is that of {arn}, and no other may have it. Go on with that one, remove it first, or choose another {Tag}.");
        }
    }
}

/// <summary>A resource would get the key of another one; answered with 400.</summary>
internal sealed class KeyTakenException(string message) : Exception(message);
