using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>What a tap does: the words of the member Action. OPEN_APP is the default; the others need Url.</summary>
[JsonConverter(typeof(WireWord<PushAction>))]
public enum PushAction
{
    [JsonStringEnumMemberName("OPEN_APP")] OpenApp,
    [JsonStringEnumMemberName("DEEP_LINK")] DeepLink,
    [JsonStringEnumMemberName("URL")] Url,
}
