using System.Text.Json;
using Pinpush.Gateways.Transport;

namespace Pinpush.Gateways.Fcm;

/// <summary>What the body of a refusal says.</summary>
/// <param name="Code">FCM's own error code, else Google's status word, else empty.</param>
/// <param name="Message">Google's sentence; it names members of the message, not the token.</param>
/// <param name="IsFcm">True when the details hold an FcmError: the message got as far as FCM itself.</param>
/// <param name="TokenMalformed">True when it is the registration token that FCM cannot read.</param>
internal sealed record FcmError(string Code, string Message, bool IsFcm, bool TokenMalformed)
{
    /// <summary>
    /// <code>
    /// {"error":{"code":404,"message":"…","status":"NOT_FOUND",
    ///   "details":[{"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"UNREGISTERED"}]}}
    /// </code>
    /// </summary>
    public static FcmError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            {
                return new("", "", false, false);
            }

            string? code = null;
            var violations = false;
            if (error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
            {
                foreach (var detail in details.EnumerateArray().Where(d => d.ValueKind == JsonValueKind.Object))
                {
                    var type = Text(detail, "@type");
                    code ??= type.EndsWith("google.firebase.fcm.v1.FcmError", StringComparison.Ordinal) ? GatewayWord.Of(Text(detail, "errorCode")) : null;
                    violations |= type.EndsWith("google.rpc.BadRequest", StringComparison.Ordinal);
                }
            }

            var message = Text(error, "message");
            var malformed = code == "INVALID_ARGUMENT" && !violations && message.Contains("registration token", StringComparison.OrdinalIgnoreCase);
            return new(code is { Length: > 0 } own ? own : GatewayWord.Of(Text(error, "status")), message, code is not null, malformed);
        }
        catch (JsonException)
        {
            return new("", "", false, false); // a proxy's page, say: the status decides
        }
    }

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : ""; // a string, as checked
}
