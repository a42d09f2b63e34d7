using System.Text.Json;
using System.Text;
using Pinpush.Contract;
using Pinpush.Messages.Payloads;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages.Apns;

/// <summary>From a Pinpoint message to an APNs payload and its headers.</summary>
/// <remarks>
/// <code>{"aps":{"alert":{"title":…,"body":…},…},"data":{"media-url":…,"pinpoint":{"campaign":{…},"deeplink":…,"jsonBody":{…}}}}</code>
/// Sources: what AWS's own client libraries parse (amplify-swift, amplify-js, aws-sdk-ios). Where they leave it open: a URL action goes
/// where the deep link goes, because they read no other key; Data stands both at <c>data.pinpoint.jsonBody</c> (the API's documentation)
/// and at <c>data.jsonBody</c> (what apps in the field read).
/// </remarks>
public static class ApnsShape
{
    /// <param name="message">The effective message: its layers are merged.</param>
    /// <param name="channel">One of the four APNs channels; a VoIP channel sends VoIP pushes.</param>
    public static ShapedPush Shape(APNSMessage message, PushContext context, ChannelType channel)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Shape(message, JsonText.Of(message.Data), context, channel);
    }

    /// <param name="jsonBody">JSON text that stands in for Data; null for none.</param>
    internal static ShapedPush Shape(APNSMessage message, string? jsonBody, PushContext context, ChannelType channel)
    {
        if (message.RawContent is { Length: > 0 } raw)
        {
            return Raw(message, raw, channel);
        }

        var silent = message.SilentPush == true;
        if (ApnsHeaderRules.From(message, silent, channel, out var fault) is not { } headers)
        {
            return new ShapedPush.Refused(fault!); // no headers: a fault
        }

        if (!silent && headers.PushType == "alert" && message.Badge is null
            && string.IsNullOrWhiteSpace(message.Title) && string.IsNullOrWhiteSpace(message.Body) && string.IsNullOrWhiteSpace(message.Sound))
        {
            return Blank("there is nothing to show. Give it or a default message a Title, Body, Badge or Sound, or set SilentPush.");
        }

        Payload.Form Form(bool named) => Write(message, jsonBody, context, silent, named);
        return new ShapedPush.Ready(new(Form(named: true), Form(named: false), headers.PushType == "alert" ? IsBlank : null), headers);
    }

    private static Payload.Form Write(APNSMessage message, string? jsonBody, PushContext context, bool silent, bool named)
    {
        using var writer = new PayloadWriter();
        var json = writer.Json;
        json.WriteStartObject();
        json.WriteStartObject("aps");
        if (silent)
        {
            json.WriteNumber("content-available", 1);
        }
        else
        {
            WriteVisible(json, message);
        }

        json.WriteEndObject();
        json.WriteStartObject("data");
        WriteText(json, "media-url", silent ? null : message.MediaUrl);
        WriteJson(json, "jsonBody", jsonBody);
        json.WriteStartObject("pinpoint");
        if (named)
        {
            writer.Hole("endpointId", MessageVariable.Id);
        }

        WriteOrigin(json, context);
        WriteText(json, "deeplink", message.Action is PushAction.DeepLink or PushAction.Url ? message.Url : null);
        WriteJson(json, "jsonBody", jsonBody);
        foreach (var (name, value) in context.Context ?? new Dictionary<string, string>())
        {
            if (name is not ("endpointId" or "campaign" or "traceId" or "deeplink" or "jsonBody"))
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        return writer.Finish(countedSize: null);
    }

    private static void WriteVisible(Utf8JsonWriter json, APNSMessage message)
    {
        if (message is not { Title: null, Body: null })
        {
            json.WriteStartObject("alert");
            WriteText(json, "title", message.Title);
            WriteText(json, "body", message.Body);
            json.WriteEndObject();
        }

        if (message.Badge is { } badge)
        {
            json.WriteNumber("badge", badge);
        }

        WriteText(json, "sound", message.Sound);
        WriteText(json, "category", message.Category);
        WriteText(json, "thread-id", message.ThreadId);
        if (message.MediaUrl is not null)
        {
            json.WriteNumber("mutable-content", 1); // wakes the extension that fetches the media
        }
    }

    private static void WriteOrigin(Utf8JsonWriter json, PushContext context)
    {
        if (context.CampaignId is { } campaign)
        {
            json.WriteStartObject("campaign");
            json.WriteString("campaign_id", campaign);
            WriteText(json, "campaign_activity_id", context.ActivityId);
            json.WriteString("treatment_id", context.TreatmentId ?? "0"); // the default treatment's name
            json.WriteEndObject();
        }

        WriteText(json, "traceId", context.TraceId);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
    }

    /// <summary>RawContent is the whole payload, e.g. <c>{"aps":{"content-available":1},"sync":"messages"}</c>, and goes out as it is.</summary>
    private static ShapedPush Raw(APNSMessage message, string raw, ChannelType channel)
    {
        if (JsonText.ReadObject(raw, out var why) is not { } payload)
        {
            return new ShapedPush.Refused(ApnsHeaderRules.Fault("BadRawContent", $"APNSMessage: RawContent {why}."));
        }

        var aps = payload.Find("aps") ?? default;
        var silent = Wakes(aps) && aps.Find("alert") is null && aps.Find("badge") is null && aps.Find("sound") is null;
        if (ApnsHeaderRules.From(message, silent, channel, out var fault) is not { } headers)
        {
            return new ShapedPush.Refused(fault!); // no headers: a fault
        }

        var shows = headers.PushType is "alert" or "background"; // the others need not: an mdm push has no aps at all
        if (shows && IsBlank(payload))
        {
            return Blank("RawContent has nothing to show. Give its aps an alert, badge or sound, or the number 1 as content-available.");
        }

        var form = new Payload.Form(Encoding.UTF8.GetBytes(raw), [], CountedSize: null);
        return new ShapedPush.Ready(new(form, form, shows ? IsBlank : null), headers);
    }

    private static bool IsBlank(JsonElement payload)
    {
        var aps = payload.Find("aps") ?? default;
        return !Wakes(aps) && !aps.Shows("alert") && !aps.Shows("badge") && !aps.Shows("sound");
    }

    private static bool Wakes(JsonElement aps) =>
        aps.Find("content-available") is { ValueKind: JsonValueKind.Number } wake && wake.TryGetInt32(out var on) && on == 1;

    private static ShapedPush.Refused Blank(string why) => new(ApnsHeaderRules.Fault("PayloadEmpty", $"APNSMessage: {why}") with { IsBlank = true });
}
