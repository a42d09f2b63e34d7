using System.Globalization;
using System.Text.Json;
using System.Text;
using Pinpush.Contract;
using Pinpush.Messages.Payloads;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages.Fcm;

/// <summary>From a Pinpoint message to an FCM v1 message.</summary>
/// <remarks>
/// <code>{"message":{"token":…,"data":{"pinpoint.campaign.campaign_id":"_DIRECT",…},"android":{"priority":"high",…}}}</code>
/// Data only: with a notification block the system tray would show it, and the app's Pinpoint library would not see it in the background.
/// Sources: what amplify-android and aws-sdk-android parse; FCM, REST resource projects.messages. <c>_DIRECT</c> stands for a
/// campaign because those libraries ignore a push without one.
/// </remarks>
public static class FcmShape
{
    private static readonly PushHeaders Headers = new("fcm", 10, null, null);

    /// <param name="message">The effective message: its layers are merged.</param>
    public static ShapedPush Shape(GCMMessage message, PushContext context)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Shape(message, JsonText.Of(message.Data), context);
    }

    /// <param name="jsonBody">JSON text that stands in for Data; null for none.</param>
    internal static ShapedPush Shape(GCMMessage message, string? jsonBody, PushContext context)
    {
        if (Android(message, out var fault) is not { } android)
        {
            return new ShapedPush.Refused(fault!); // no settings: a fault
        }

        if (message.RawContent is { Length: > 0 } raw)
        {
            return FcmRawContent.Shape(raw, android, Headers);
        }

        if (message.SilentPush != true && string.IsNullOrWhiteSpace(message.Title) && string.IsNullOrWhiteSpace(message.Body))
        {
            return Blank("there is nothing to show. Give it or a default message a Title or Body, or set SilentPush.");
        }

        var data = Data(message, jsonBody, context);
        return new ShapedPush.Ready(
            new(Write(data, android, named: true), Write(data, android, named: false), message.SilentPush == true ? null : IsBlank), Headers);
    }

    private static bool IsBlank(JsonElement body)
    {
        var data = body.Find("message")?.Find("data") ?? default;
        return !data.Shows("pinpoint.notification.title") && !data.Shows("pinpoint.notification.body");
    }

    private static List<KeyValuePair<string, string>> Data(GCMMessage message, string? jsonBody, PushContext context)
    {
        var data = new List<KeyValuePair<string, string>>();
        void Add(string key, string? value)
        {
            if (value is not null)
            {
                data.Add(new("pinpoint." + key, value));
            }
        }

        Add("campaign.campaign_id", context.CampaignId ?? "_DIRECT");
        Add("campaign.campaign_activity_id", context.ActivityId);
        Add("campaign.treatment_id", context.CampaignId is null ? null : context.TreatmentId ?? "0");
        Add("traceId", context.TraceId);
        Add("notification.title", message.Title);
        Add("notification.body", message.Body);
        Add("notification.imageUrl", message.ImageUrl);
        Add("notification.imageIconUrl", message.ImageIconUrl);
        Add("notification.imageSmallIconUrl", message.SmallImageIconUrl);
        Add("notification.icon", message.IconReference);
        Add("notification.sound", message.Sound);
        Add("notification.silentPush", message.SilentPush == true ? "1" : "0");
        Add("openApp", message.Action is null or PushAction.OpenApp ? "true" : null);
        Add("url", message.Action == PushAction.Url ? message.Url : null);
        Add("deeplink", message.Action == PushAction.DeepLink ? message.Url : null);
        Add("jsonBody", jsonBody);
        var taken = data.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in context.Context ?? new Dictionary<string, string>())
        {
            if (!taken.Contains("pinpoint." + name))
            {
                Add(name, value);
            }
        }

        return data;
    }

    private static Payload.Form Write(List<KeyValuePair<string, string>> data, IReadOnlyList<KeyValuePair<string, string>> android, bool named)
    {
        using var writer = new PayloadWriter();
        var json = writer.Json;
        var size = 0;
        json.WriteStartObject();
        json.WriteStartObject("message");
        writer.Hole("token", MessageVariable.Address);
        json.WriteStartObject("data");
        foreach (var (key, value) in data)
        {
            json.WriteString(key, value);
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        if (named)
        {
            const string Before = """{"pinpoint":{"endpointId":" """;
            const string After = "\"}}";
            writer.EndpointIdInText("data", Before.TrimEnd(), After);
            size += "data".Length + Before.TrimEnd().Length + After.Length;
        }

        json.WriteEndObject();
        WriteAndroid(json, android);
        json.WriteEndObject();
        json.WriteEndObject();
        return writer.Finish(size);
    }

    internal static void WriteAndroid(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> android)
    {
        if (android.Count == 0)
        {
            return;
        }

        json.WriteStartObject("android");
        foreach (var (key, value) in android)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    /// <summary>The delivery options.</summary>
    private static List<KeyValuePair<string, string>>? Android(GCMMessage message, out MessageFault? fault)
    {
        fault = null;
        var android = new List<KeyValuePair<string, string>>();
        if (message.CollapseKey is { Length: > 0 } collapse)
        {
            android.Add(new("collapse_key", collapse));
        }

        if (message.Priority is { Length: > 0 } word)
        {
            if (PushPriority.Find(word)?.Fcm is not { } priority)
            {
                fault = Fault($"GCMMessage: Priority '{word}' is none of {string.Join(", ", PushPriority.FcmWords)}.");
                return null;
            }

            android.Add(new("priority", priority));
        }

        if (message.TimeToLive is { } seconds)
        {
            if (seconds is < 0 or > GatewayLimits.FcmTimeToLive)
            {
                fault = Fault($"GCMMessage: TimeToLive {seconds} is not within 0 and {GatewayLimits.FcmTimeToLive} seconds.");
                return null;
            }

            android.Add(new("ttl", seconds.ToString(CultureInfo.InvariantCulture) + "s"));
        }

        if (message.RestrictedPackageName is { Length: > 0 } package)
        {
            android.Add(new("restricted_package_name", package));
        }

        return android;
    }

    internal static MessageFault Fault(string detail) => new("INVALID_ARGUMENT", detail);

    internal static ShapedPush.Refused Blank(string why) => new(Fault($"GCMMessage: {why}") with { IsBlank = true });
}
