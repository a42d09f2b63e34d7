using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for TemplateType.</summary>
[JsonConverter(typeof(WireWord<TemplateType>))]
public enum TemplateType
{
    [JsonStringEnumMemberName("EMAIL")] Email,
    [JsonStringEnumMemberName("SMS")] Sms,
    [JsonStringEnumMemberName("VOICE")] Voice,
    [JsonStringEnumMemberName("PUSH")] Push,
    [JsonStringEnumMemberName("INAPP")] InApp,
}
