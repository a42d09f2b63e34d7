using System.Globalization;
using System.Text;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Messages;

/// <summary>The table from a push's outcome to Pinpoint's words.</summary>
/// <remarks>
/// Source: answers of Pinpoint that its users showed; see <see cref="AwsTexts"/>. Their <c>errorMessage</c> is one of a few sentences; what we know beyond it,
/// with what would be right, is <c>advice</c>, a member that Pinpoint does not have.
/// </remarks>
internal static class DeliveryResults
{
    /// <summary>What a user is answered who has no endpoint, in the stead of one.</summary>
    public static IReadOnlyDictionary<string, EndpointMessageResult> NoEndpoints { get; } = new Dictionary<string, EndpointMessageResult>
    {
        [""] = new()
        {
            Address = "",
            DeliveryStatus = DeliveryStatus.PermanentFailure,
            StatusCode = 400,
            StatusMessage = AwsTexts.NoEndpoints,
        },
    };

    /// <param name="name">The address or the endpoint's id.</param>
    /// <param name="channel">Null when there is no such endpoint, or it has none.</param>
    public static MessageResult Of(Outcome outcome, string app, string name, ChannelType? channel) => outcome.Skip switch
    {
        Skip.Gone => Refused(DeliveryStatus.PermanentFailure, 404, $"There is no endpoint '{name}'."),
        Skip.OptedOut => Refused(DeliveryStatus.OptOut, 400, "The endpoint opted out of all messages."),
        Skip.Inactive => Refused(DeliveryStatus.PermanentFailure, 400, "The endpoint is INACTIVE; register it again to make it ACTIVE."),
        Skip.NoAddress => Refused(DeliveryStatus.PermanentFailure, 400, "The endpoint has no Address; register it again when its app has a token."),
        Skip.DuplicateAddress => Refused(DeliveryStatus.Duplicate, 400, "Another endpoint of this request has the same address."),
        Skip.NoChannel => Refused(DeliveryStatus.PermanentFailure, 400, $"{AwsTexts.NoChannel} {channel?.Word()} is enabled for the application {app}"),
        Skip.NoMessage => Refused(DeliveryStatus.PermanentFailure, 400, ((PushOutcome.Refused)outcome.Answer!).Detail), // it says why there is none
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
        PushOutcome.Refused r => Of(r, channel),
        PushOutcome.NotProcessed { Status: 429 } n =>
            Failed(DeliveryStatus.Throttled, 429, "The push service throttles; send it again later.", channel, 429, n.Cause),
        PushOutcome.NotProcessed n => Failed(
            DeliveryStatus.TemporaryFailure, n.Status == 0 ? 503 : n.Status, "The push did not leave; send it again later.", channel, n.Status, n.Cause),
        PushOutcome.InDoubt d =>
            Failed(DeliveryStatus.TemporaryFailure, 503, "There was no verdict; the push may have arrived all the same.", channel, 0, d.Cause),
        _ => throw new InvalidOperationException($"The outcome {answer} has no result."),
    };

    private static MessageResult Of(PushOutcome.Refused refused, ChannelType channel)
    {
        var (code, message) = refused switch
        {
            { Reason: "INVALID_ARGUMENT", Response: not null } => (refused.Status, AwsTexts.InvalidNotification),
            { TokenDeadSince: not null } or { Reason: "DeviceTokenNotForTopic" } => (410, AwsTexts.DeadToken),
            _ => (refused.Status, refused.Detail),
        };
        return new()
        {
            DeliveryStatus = DeliveryStatus.PermanentFailure,
            StatusCode = code,
            StatusMessage = Explain(
                message, channel, refused.Status, refused.Sentence ?? refused.Reason, refused.Response, message == refused.Detail ? null : refused.Detail),
        };
    }

    // A recipient that no push service was asked about.
    private static MessageResult Refused(DeliveryStatus status, int code, string why) =>
        new() { DeliveryStatus = status, StatusCode = code, StatusMessage = why };

    private static MessageResult Failed(DeliveryStatus status, int code, string message, ChannelType channel, int providerStatus, string reason) =>
        new() { DeliveryStatus = status, StatusCode = code, StatusMessage = Explain(message, channel, providerStatus, reason) };

    private static string Explain(string? message, ChannelType channel, int providerStatus, string? error, string? response = null, string? advice = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Options)) // what is JSON within it stays readable
        {
            json.WriteStartObject();
            json.WriteString("errorMessage", message);
            json.WriteString("channelType", channel.Word());
            json.WriteString("pushProviderStatusCode", providerStatus.ToString(CultureInfo.InvariantCulture));
            json.WriteString("pushProviderError", error);
            json.WriteString("pushProviderResponse", response);
            if (advice is not null)
            {
                json.WriteString("advice", advice);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
