using System.Text.Json.Serialization;

namespace Pinpush.Fakes;

/// <summary>One push that reached a simulator, accepted or refused.</summary>
public sealed record Delivery
{
    /// <summary>Counts up from 1 over all pushes of the inbox, in the order of their arrival.</summary>
    public required long Sequence { get; init; }

    /// <summary><c>APNS</c> or <c>FCM</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The device token; for FCM also <c>topic:NAME</c> or <c>condition:TEXT</c>. Empty when the request named none.</summary>
    public required string Token { get; init; }

    /// <summary>APNs: the <c>apns-id</c>. FCM: the message name that was answered, or empty when refused.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP status of the answer; 0 when the simulator gave none (hang, dropped connection).</summary>
    public required int Status { get; init; }

    /// <summary>The gateway's word for a refusal; null when accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>The request's APNs headers by lower-case name, without the authorization. Empty for FCM.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>APNs: the body. FCM: the <c>message</c> object. The text as it came; null when there was none or it is no longer kept.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Payload { get; init; }

    /// <summary>What a real gateway would have minded, or what could not be checked; null when nothing.</summary>
    public string? Remark { get; init; }
}
