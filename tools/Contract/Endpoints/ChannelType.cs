using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>Words of the wire for ChannelType.</summary>
[JsonConverter(typeof(WireWord<ChannelType>))]
public enum ChannelType
{
    [JsonStringEnumMemberName("PUSH")] Push,
    [JsonStringEnumMemberName("GCM")] Gcm,
    [JsonStringEnumMemberName("APNS")] Apns,
    [JsonStringEnumMemberName("APNS_SANDBOX")] ApnsSandbox,
    [JsonStringEnumMemberName("APNS_VOIP")] ApnsVoip,
    [JsonStringEnumMemberName("APNS_VOIP_SANDBOX")] ApnsVoipSandbox,
    [JsonStringEnumMemberName("ADM")] Adm,
    [JsonStringEnumMemberName("SMS")] Sms,
    [JsonStringEnumMemberName("VOICE")] Voice,
    [JsonStringEnumMemberName("EMAIL")] Email,
    [JsonStringEnumMemberName("BAIDU")] Baidu,
    [JsonStringEnumMemberName("CUSTOM")] Custom,
    [JsonStringEnumMemberName("IN_APP")] InApp,
}
