namespace Pinpush.Contract;

/// <summary>A push type of APNs.</summary>
/// <param name="Word">Value of <c>apns-push-type</c>, and of APNSPushType in a message.</param>
/// <param name="TopicSuffix">What it appends to the app's bundle id to make the topic.</param>
/// <param name="MostBytes">Largest payload.</param>
/// <param name="IsOfApi">False for what APNs knows and Pinpoint does not take.</param>
/// <remarks>Sources: Apple, Sending notification requests to APNs; Pinpoint API reference, APNSMessage.</remarks>
public sealed record ApnsPushType(string Word, string TopicSuffix, int MostBytes, bool IsOfApi)
{
    public static IReadOnlyList<ApnsPushType> All { get; } =
    [
        new("alert", "", 4096, IsOfApi: true),
        new("background", "", 4096, IsOfApi: true),
        new("complication", ".complication", 4096, IsOfApi: true),
        new("fileprovider", ".pushkit.fileprovider", 4096, IsOfApi: true),
        new("mdm", "", 4096, IsOfApi: true),
        new("voip", ".voip", 5120, IsOfApi: true),
        new("liveactivity", ".push-type.liveactivity", 4096, IsOfApi: false),
        new("location", ".location-query", 4096, IsOfApi: false),
        new("pushtotalk", ".voip-ptt", 4096, IsOfApi: false),
        new("widgets", ".push-type.widgets", 4096, IsOfApi: false),
        new("controls", ".push-type.controls", 4096, IsOfApi: false),
    ];

    /// <summary>The topic; a bundle id that carries the suffix already keeps it as it is.</summary>
    public string Topic(string bundleId)
    {
        ArgumentNullException.ThrowIfNull(bundleId);
        return bundleId.EndsWith(TopicSuffix, StringComparison.Ordinal) ? bundleId : bundleId + TopicSuffix;
    }
}
