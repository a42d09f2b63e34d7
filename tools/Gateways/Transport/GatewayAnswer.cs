using System.Text.Json;
using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Transport;

/// <summary>What came back for one request: an answer, or how it failed.</summary>
/// <param name="Status">HTTP status; 0 when <paramref name="Failure"/> says why there is none.</param>
/// <param name="MessageId">The header <c>apns-id</c>.</param>
/// <param name="Body">Empty when there was none or it broke off: the status decides then.</param>
internal readonly record struct GatewayAnswer(int Status, string? MessageId, byte[] Body, TimeSpan? RetryAfter, PushOutcome? Failure)
{
    public static GatewayAnswer Failed(string cause, bool inDoubt, bool atOnce = false) =>
        new(0, null, [], null, inDoubt ? new PushOutcome.InDoubt(cause) : new PushOutcome.NotProcessed(0, cause, null) { AtOnce = atOnce });

    /// <summary>A text member of a JSON body, e.g. <c>{"name":"projects/p/messages/1"}</c>; null when the body has none.</summary>
    public string? Text(string member)
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(member, out var value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null; // not the gateway's own words
        }
    }
}
