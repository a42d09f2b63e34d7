using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>What a campaign sends, by channel. DefaultMessage serves the channels that have none of their own.</summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shape MessageConfiguration. Members of type JsonElement belong to features that are not served; a request that carries
/// one is refused.
/// </remarks>
public sealed record MessageConfiguration
{
    public Message? ADMMessage { get; init; }
    public Message? APNSMessage { get; init; }
    public Message? BaiduMessage { get; init; }
    public JsonElement? CustomMessage { get; init; }
    public Message? DefaultMessage { get; init; }
    public JsonElement? EmailMessage { get; init; }
    public Message? GCMMessage { get; init; }
    public JsonElement? SMSMessage { get; init; }
    public JsonElement? InAppMessage { get; init; }
}
