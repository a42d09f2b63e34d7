using System.Text.Json;

namespace Pinpush.Gateways.Http2;

/// <summary>What came of one request.</summary>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Cause">Why there was none, in one word; empty when there was one.</param>
/// <param name="Body">Empty when there was none or it broke off: the status decides then.</param>
internal readonly record struct Http2Answer(Fate Fate, int Status, string Cause, string? ApnsId, string? RetryAfter, byte[] Body)
{
    public static Http2Answer Lost(Fate fate, string cause) => new(fate, 0, cause, null, null, []);

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
