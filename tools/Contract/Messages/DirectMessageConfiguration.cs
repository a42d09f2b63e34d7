using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>What a direct send says, by channel, with two layers of defaults below.</summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shape DirectMessageConfiguration. Members of type JsonElement belong to features that are not served; a request that
/// carries one is refused.
/// </remarks>
public sealed record DirectMessageConfiguration
{
    public JsonElement? ADMMessage { get; init; }
    public APNSMessage? APNSMessage { get; init; }
    public JsonElement? BaiduMessage { get; init; }
    public DefaultMessage? DefaultMessage { get; init; }
    public DefaultPushNotificationMessage? DefaultPushNotificationMessage { get; init; }
    public JsonElement? EmailMessage { get; init; }
    public GCMMessage? GCMMessage { get; init; }
    public JsonElement? SMSMessage { get; init; }
    public JsonElement? VoiceMessage { get; init; }
}
