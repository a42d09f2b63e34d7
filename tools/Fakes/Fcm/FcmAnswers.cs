using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Fakes.Fcm;

/// <summary>Google's two JSON forms of an answer: an API error, and a flat object of words.</summary>
internal static class FcmAnswers
{
    /// <summary><c>{"error":{"code":404,"message":"…","status":"NOT_FOUND","details":[{"@type":"…FcmError","errorCode":"UNREGISTERED"}]}}</c></summary>
    public static async Task ErrorAsync(HttpResponse response, FcmRefusal refusal, CancellationToken cancellationToken)
    {
        response.StatusCode = refusal.Code;
        response.ContentType = "application/json; charset=UTF-8";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", refusal.Code);
        json.WriteString("message", refusal.Message);
        json.WriteString("status", refusal.Status);
        json.WriteStartArray("details");
        if (refusal.ErrorCode is not null)
        {
            json.WriteStartObject();
            json.WriteString("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError");
            json.WriteString("errorCode", refusal.ErrorCode);
            json.WriteEndObject();
        }

        if (refusal.Field is not null)
        {
            json.WriteStartObject();
            json.WriteString("@type", "type.googleapis.com/google.rpc.BadRequest");
            json.WriteStartArray("fieldViolations");
            json.WriteStartObject();
            json.WriteString("field", refusal.Field);
            json.WriteString("description", refusal.Message);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    public static async Task WordsAsync(
        HttpResponse response, int status, IReadOnlyList<(string Name, object Value)> members, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=UTF-8";
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            if (value is int number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteString(name, (string)value);
            }
        }

        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }
}
