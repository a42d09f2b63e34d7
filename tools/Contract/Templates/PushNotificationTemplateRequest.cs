using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>
/// A push template's content: the parts of the channels, and Default below them. DefaultSubstitutions is a JSON object as text: variable, value.
/// </summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shape PushNotificationTemplateRequest. Members of type JsonElement belong to features that are not served; a request
/// that carries one is refused.
/// </remarks>
public sealed record PushNotificationTemplateRequest
{
    public JsonElement? ADM { get; init; }
    public APNSPushNotificationTemplate? APNS { get; init; }
    public JsonElement? Baidu { get; init; }
    public DefaultPushNotificationTemplate? Default { get; init; }
    public string? DefaultSubstitutions { get; init; }
    public AndroidPushNotificationTemplate? GCM { get; init; }
    public string? RecommenderId { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
    public string? TemplateDescription { get; init; }
}
