namespace Pinpush.Messages.Apns;

/// <summary>What each push type appends to the app's bundle id to make the topic.</summary>
/// <remarks>Source: Apple, Sending notification requests to APNs.</remarks>
public static class ApnsTopics
{
    private static readonly Dictionary<string, string> Suffixes = new(StringComparer.Ordinal)
    {
        ["alert"] = "",
        ["background"] = "",
        ["voip"] = ".voip",
        ["complication"] = ".complication",
        ["fileprovider"] = ".pushkit.fileprovider",
        ["mdm"] = "",
        ["liveactivity"] = ".push-type.liveactivity",
        ["location"] = ".location-query",
        ["pushtotalk"] = ".voip-ptt",
        ["widgets"] = ".push-type.widgets",
        ["controls"] = ".push-type.controls",
    };

    public static IEnumerable<string> PushTypes => Suffixes.Keys;

    public static bool Knows(string pushType) => Suffixes.ContainsKey(pushType);

    /// <summary>The topic; a bundle id that carries the suffix already keeps it as it is.</summary>
    public static string Topic(string bundleId, string pushType)
    {
        var suffix = Suffixes.GetValueOrDefault(pushType, "");
        return bundleId.EndsWith(suffix, StringComparison.Ordinal) ? bundleId : bundleId + suffix;
    }

    /// <summary>Largest payload in bytes.</summary>
    public static int Limit(string pushType) => pushType == "voip" ? 5120 : 4096;
}
