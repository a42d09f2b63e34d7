using System.Text.Json;

namespace Pinpush.Fakes.Apns;

/// <summary>What APNs demands of the body. Sizes are UTF-8 bytes as they came.</summary>
internal static class ApnsPayloadRules
{
    /// <summary>Bytes that are read at most before a body is called too large.</summary>
    public const int MaxRead = 64 * 1024;

    private const int MaxBytes = 4096;
    private const int MaxVoipBytes = 5120;

    /// <returns>A refusal, a remark, or neither. Never both.</returns>
    /// <remarks>
    /// Apple does not say what becomes of a body that is no JSON object; here it is PayloadEmpty. A silent push that shows something
    /// "may be rejected, delayed or dropped" in Apple's words; here it is marked, or InvalidPushType when strict.
    /// </remarks>
    public static (ApnsRefusal? Refusal, string? Remark) Check(ReadOnlySpan<byte> body, string? pushType, bool strict)
    {
        if (body.IsEmpty)
        {
            return (ApnsRefusal.Of("PayloadEmpty"), null);
        }

        if (body.Length > (pushType == "voip" ? MaxVoipBytes : MaxBytes))
        {
            return (ApnsRefusal.Of("PayloadTooLarge"), null);
        }

        try
        {
            var (members, visible) = Look(body);
            if (members == 0)
            {
                return (ApnsRefusal.Of("PayloadEmpty"), null);
            }

            if (pushType != "background" || visible is null)
            {
                return (null, null);
            }

            return strict
                ? (ApnsRefusal.Of("InvalidPushType"), null)
                : (null, $"a real gateway may drop this: a background push must not have aps.{visible}");
        }
        catch (JsonException)
        {
            return (ApnsRefusal.Of("PayloadEmpty"), null);
        }
    }

    /// <summary>Reads the whole text without building anything: the number of top-level members, and the first key of aps that a user would notice.</summary>
    private static (int Members, string? Visible) Look(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return (0, null);
        }

        var members = 0;
        var insideAps = false;
        string? visible = null;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == 1)
            {
                members++;
                insideAps = reader.ValueTextEquals("aps"u8);
            }
            else if (insideAps && reader.CurrentDepth == 2 && visible is null)
            {
                visible = reader.ValueTextEquals("alert"u8) ? "alert"
                    : reader.ValueTextEquals("sound"u8) ? "sound"
                    : reader.ValueTextEquals("badge"u8) ? "badge"
                    : null;
            }
        }

        return (members, visible);
    }
}
