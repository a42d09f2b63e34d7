using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Cli.Sending;

/// <summary>What became of a send, as <c>send --json</c> prints it: one result per address, endpoint or user's endpoint.</summary>
internal sealed record SendRecord(IReadOnlyList<SendResult> Results);

/// <param name="User">Null unless a user was addressed.</param>
/// <param name="Target">The token or the endpoint's id; null for a user without devices.</param>
/// <param name="Status">Pinpoint's word: SUCCESSFUL, PERMANENT_FAILURE, ... Null for a user without devices.</param>
/// <param name="Code">200 when delivered to the gateway.</param>
/// <param name="Message">The gateway's words.</param>
internal sealed record SendResult(string? User, string? Target, string? Status, int Code, string? Message)
{
    public bool Succeeded => Status == "SUCCESSFUL";

    /// <summary>For people: nothing when it went well, else the sentence inside Message, which is JSON when a push service was asked.</summary>
    [JsonIgnore]
    public string? Explanation
    {
        get
        {
            if (Succeeded || Message is not ['{', ..])
            {
                return Succeeded ? null : Message;
            }

            try
            {
                return JsonDocument.Parse(Message).RootElement.TryGetProperty("errorMessage", out var sentence) ? sentence.ToString() : Message;
            }
            catch (JsonException)
            {
                return Message;
            }
        }
    }
}

[JsonSerializable(typeof(SendRecord))]
internal sealed partial class SendJson : JsonSerializerContext;
