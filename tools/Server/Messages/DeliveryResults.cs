using System.Globalization;
using System.Text;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Messages;

/// <summary>The table from a push's outcome to Pinpoint's words.</summary>
internal static class DeliveryResults
{
    /// <param name="name">The address or the endpoint's id.</param>
    /// <param name="channel">Null when there is no such endpoint.</param>
    public static MessageResult Of(Outcome outcome, string app, string name, ChannelType? channel) => outcome.Skip switch
    {
        Skip.Gone => Refused(DeliveryStatus.PermanentFailure, 404, $"There is no endpoint '{name}'."),
        Skip.OptedOut => Refused(DeliveryStatus.OptOut, 400, "The endpoint opted out of all messages."),
        Skip.Inactive => Refused(DeliveryStatus.PermanentFailure, 400, "The endpoint is INACTIVE; register it again to make it ACTIVE."),
        Skip.DuplicateAddress => Refused(DeliveryStatus.Duplicate, 400, "Another endpoint of this request has the same address."),
        Skip.NoChannel => Refused(DeliveryStatus.PermanentFailure, 400, $"No {channel?.Word()} channel is enabled for the application {app}."),
        _ => Of(outcome.Answer!, channel!.Value), // who is not skipped has both, and so has a missing variable
    };

    /// <summary>
    /// A dead token is 410 whatever the push service's own status was; a push service that throttles is THROTTLED; no answer is 503.
    /// StatusMessage holds JSON, as the service writes it.
    /// </summary>
    private static MessageResult Of(PushOutcome answer, ChannelType channel) => answer switch
    {
        PushOutcome.Accepted a => new()
        {
            DeliveryStatus = DeliveryStatus.Successful,
            StatusCode = 200,
            MessageId = a.MessageId,
            StatusMessage = Explain(null, channel, 200, null),
        },
        PushOutcome.Refused { TokenDeadSince: not null } r =>
            Failed(DeliveryStatus.PermanentFailure, 410, $"Unregistered or expired token: {r.Detail}", channel, r.Status, r.Reason),
        PushOutcome.Refused r => Failed(DeliveryStatus.PermanentFailure, r.Status, r.Detail, channel, r.Status, r.Reason),
        PushOutcome.NotProcessed { Status: 429 } n =>
            Failed(DeliveryStatus.Throttled, 429, "The push service throttles; send it again later.", channel, 429, n.Cause),
        PushOutcome.NotProcessed n => Failed(
            DeliveryStatus.TemporaryFailure, n.Status == 0 ? 503 : n.Status, "The push did not leave; send it again later.", channel, n.Status, n.Cause),
        PushOutcome.InDoubt d =>
            Failed(DeliveryStatus.TemporaryFailure, 503, "There was no verdict; the push may have arrived all the same.", channel, 0, d.Cause),
        _ => throw new InvalidOperationException($"The outcome {answer} has no result."),
    };

    // A recipient that no push service was asked about.
    private static MessageResult Refused(DeliveryStatus status, int code, string why) =>
        new() { DeliveryStatus = status, StatusCode = code, StatusMessage = why };

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
