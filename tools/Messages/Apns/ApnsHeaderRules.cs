using System.Text;
using Pinpush.Contract;
using Pinpush.Messages.Payloads;

namespace Pinpush.Messages.Apns;

/// <summary>The headers that a message asks for.</summary>
/// <remarks>Sources: Apple, Sending notification requests to APNs; Pinpoint service model, shape APNSMessage.</remarks>
internal static class ApnsHeaderRules
{
    /// <param name="silent">True when the payload wakes the app and shows nothing.</param>
    /// <returns>The headers, or null and why there are none.</returns>
    public static PushHeaders? From(APNSMessage message, bool silent, ChannelType channel, out MessageFault? fault)
    {
        fault = null;
        var type = message.APNSPushType is { Length: > 0 } asked ? asked
            : channel is ChannelType.ApnsVoip or ChannelType.ApnsVoipSandbox ? "voip"
            : silent ? "background" : "alert";

        // Apple refuses a background push with 10.
        var priority = type == "background" ? 5 : message.Priority is { Length: > 0 } word ? PushPriority.Find(word)?.Apns : 10;
        if (priority is null)
        {
            fault = Fault("BadPriority", $"APNSMessage: Priority '{message.Priority}' is none of {string.Join(", ", PushPriority.All.Select(p => p.Word))}.");
        }
        else if (Encoding.UTF8.GetByteCount(message.CollapseId ?? "") is > GatewayLimits.ApnsCollapseId and var bytes)
        {
            fault = Fault("BadCollapseId", $"APNSMessage: CollapseId has {bytes} bytes, and may have {GatewayLimits.ApnsCollapseId}.");
        }
        else if (message.CollapseId is { } odd && odd.Any(c => c is < ' ' or > '~'))
        {
            fault = Fault("BadCollapseId", "APNSMessage: CollapseId travels in a header, and may hold printable ASCII only.");
        }
        else if (message.TimeToLive < 0)
        {
            fault = Fault("BadExpirationDate", $"APNSMessage: TimeToLive {message.TimeToLive} is negative; it counts seconds, 0 is one attempt.");
        }
        else if (!ApnsPushType.All.Any(t => t.Word == type))
        {
            fault = Fault("InvalidPushType", $"APNSMessage: APNSPushType '{type}' is none of {string.Join(", ", ApnsPushType.All.Select(t => t.Word))}.");
        }

        return fault is not null ? null : new PushHeaders(
            type,
            priority!.Value, // null is a fault
            message.TimeToLive is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            message.CollapseId is { Length: > 0 } id ? id : null);
    }

    internal static MessageFault Fault(string reason, string detail) => new(reason, detail);
}
