using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>A push template at one of its versions.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape PushNotificationTemplateResponse.</remarks>
public sealed record PushNotificationTemplateResponse
{
    public APNSPushNotificationTemplate? APNS { get; init; }
    public required string Arn { get; init; }
    public required string CreationDate { get; init; }
    public DefaultPushNotificationTemplate? Default { get; init; }
    public string? DefaultSubstitutions { get; init; }
    public AndroidPushNotificationTemplate? GCM { get; init; }
    public required string LastModifiedDate { get; init; }
    [JsonPropertyName("tags")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
    public string? TemplateDescription { get; init; }
    public required string TemplateName { get; init; }
    public required TemplateType TemplateType { get; init; }
    public required string Version { get; init; }
}
