using System.Globalization;
using System.Text;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Gateways;
using Pinpush.Gateways.Senders;

namespace Pinpush.Server.Messages;

/// <summary>The table from a push's outcome to Pinpoint's words.</summary>
internal static class DeliveryResults
{
    /// <summary>
    /// A dead token is 410 whatever the push service's own status was; a push service that throttles is THROTTLED; no answer is 503.
    /// StatusMessage holds JSON, as the service writes it.
    /// </summary>
    public static MessageResult Of(PushOutcome outcome, ChannelType channel) => outcome switch
    {
        PushOutcome.Accepted a => new() { DeliveryStatus = DeliveryStatus.Successful, StatusCode = 200, MessageId = a.MessageId, StatusMessage = Explain(null, channel, 200, null) },
        PushOutcome.Rejected { TokenDeadSince: not null } r => Failed(DeliveryStatus.PermanentFailure, 410, $"Unregistered or expired token: {r.Detail}", channel, r.Status, r.Reason),
        PushOutcome.Rejected r => Failed(DeliveryStatus.PermanentFailure, r.Status, r.Detail, channel, r.Status, r.Reason),
        PushOutcome.Unsent { Status: 429 } u => Failed(DeliveryStatus.Throttled, 429, "The push service throttles; send it again later.", channel, 429, u.Cause),
        PushOutcome.Unsent u => Failed(
            DeliveryStatus.TemporaryFailure, u.Status == 0 ? 503 : u.Status,
            u.MayHaveArrived ? "There was no verdict; the push may have arrived all the same." : "The push did not leave; send it again later.", channel, u.Status, u.Cause),
        _ => throw new InvalidOperationException($"The outcome {outcome} has no result."),
    };

    /// <summary>A recipient that no push service was asked about.</summary>
    public static MessageResult Refused(DeliveryStatus status, int code, string why) => new() { DeliveryStatus = status, StatusCode = code, StatusMessage = why };

    public static MessageResult NoChannel(ChannelType channel, string app) =>
        Refused(DeliveryStatus.PermanentFailure, 400, $"No {channel.Word()} channel is enabled for the application {app}.");

    private static MessageResult Failed(DeliveryStatus status, int code, string message, ChannelType channel, int providerStatus, string reason) =>
        new() { DeliveryStatus = status, StatusCode = code, StatusMessage = Explain(message, channel, providerStatus, reason) };

    private static string Explain(string? message, ChannelType channel, int providerStatus, string? reason)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("errorMessage", message);
            json.WriteString("channelType", channel.Word());
            json.WriteString("pushProviderStatusCode", providerStatus.ToString(CultureInfo.InvariantCulture));
            json.WriteString("pushProviderError", reason);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
