using Pinpush.Contract;

namespace Pinpush.Server.Identity;

/// <summary>The tag <see cref="OwnTags.Key"/>: two creates of one resource, from two runs of a program at once, must not make two.</summary>
internal static class ResourceKey
{
    /// <summary>Refuses a key that another resource has.</summary>
    /// <param name="old">The tags before; a key that stays is no new one.</param>
    /// <param name="all">The resources among which a key is unique: the apps of the account, or the segments or the campaigns of an app.</param>
    /// <exception cref="KeyTakenException">One of them has it.</exception>
    public static void Check(
        IReadOnlyDictionary<string, string>? old, IReadOnlyDictionary<string, string>? tags,
        IEnumerable<(string Arn, IReadOnlyDictionary<string, string>? Tags)> all)
    {
        if (tags?.GetValueOrDefault(OwnTags.Key) is { } key && key != old?.GetValueOrDefault(OwnTags.Key)
            && all.FirstOrDefault(r => r.Tags?.GetValueOrDefault(OwnTags.Key) == key).Arn is { } arn)
        {
            throw new KeyTakenException(
                $"The tag {OwnTags.Key} '{key}' is that of {arn}, and no other may have it. "
                    + $"Go on with that one, remove it first, or choose another {OwnTags.Key}.");
        }
    }
}

/// <summary>A resource would get the key of another one; answered with 400.</summary>
internal sealed class KeyTakenException(string message) : Exception(message);
