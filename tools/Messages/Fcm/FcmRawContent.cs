using System.Globalization;
using System.Text.Json;
using System.Text;
using Pinpush.Contract;
using Pinpush.Messages.Payloads;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages.Fcm;

/// <summary>
/// Brings RawContent into the v1 form. It may be <c>{"fcmV1Message":{"message":{…}}}</c>, <c>{"message":{…}}</c>, or the legacy
/// <c>{"notification":{…},"data":{…},"time_to_live":60}</c>. The token is ours; where the content addresses somebody itself, that is left out. A dry run,
/// asked for by <c>"validate_only":true</c> beside the message or by the legacy <c>"dry_run":true</c>, stays one: FCM judges it and no device gets it.
/// </summary>
/// <remarks>Source: FCM, Migrate from legacy FCM APIs to HTTP v1; REST resource projects.messages, method send.</remarks>
internal static class FcmRawContent
{
    private static readonly string[] Addresses = ["token", "topic", "condition", "fid"];

    /// <summary>What asks for a dry run, in both forms, with the names that protocol buffers take as well.</summary>
    private static readonly string[] DryRun = ["validate_only", "validateOnly", "dry_run", "dryRun"];

    /// <summary>Of the legacy form: addressing, what was read before, and what only ever concerned Apple devices.</summary>
    private static readonly string[] LegacyDropped =
        [.. DryRun, "to", "registration_ids", "condition", "delay_while_idle", "content_available", "mutable_content"];

    private static readonly string[] LegacyNotification = ["title", "body", "image"];

    private static readonly Dictionary<string, string> LegacyAndroidNotification = new[]
    {
        "icon", "color", "sound", "tag", "click_action", "body_loc_key", "body_loc_args", "title_loc_key", "title_loc_args", "channel_id", "ticker",
    }.Append("android_channel_id").ToDictionary(n => n, n => n == "android_channel_id" ? "channel_id" : n);

    /// <param name="android">Delivery options beside the raw content; the content's own win.</param>
    public static ShapedPush Shape(string raw, IReadOnlyList<KeyValuePair<string, string>> android, PushHeaders headers)
    {
        if (JsonText.ReadObject(raw, out var why) is not { } content)
        {
            return Refuse(why);
        }

        var isDry = false;
        if (content.TryGetProperty("fcmV1Message", out var wrapped))
        {
            if (wrapped.Find("message") is null)
            {
                return Refuse("has a fcmV1Message without a message inside");
            }

            if (FaultBeside(content, "fcmV1Message", ref isDry) is { } beside)
            {
                return Refuse(beside);
            }

            content = wrapped;
        }

        var v1 = content.TryGetProperty("message", out var message);
        if (v1 && message.ValueKind != JsonValueKind.Object)
        {
            return Refuse($"has a message that is a JSON {message.ValueKind}, and has to be an object");
        }

        if (FaultBeside(content, v1 ? "message" : null, ref isDry) is { } odd)
        {
            return Refuse(odd);
        }

        using var writer = new PayloadWriter();
        writer.Json.WriteStartObject();
        if (isDry)
        {
            writer.Json.WriteBoolean("validate_only", true);
        }

        writer.Json.WriteStartObject("message");
        writer.Hole("token", MessageVariable.Address);
        var fault = v1 ? WriteV1(writer.Json, message, android) : WriteLegacy(writer.Json, content, android);
        if (fault is not null)
        {
            return Refuse(fault);
        }

        var counted = v1 ? message : content;
        if (IsBlank(counted))
        {
            return FcmShape.Blank("RawContent has nothing for a device: give data or a notification.");
        }

        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
        var form = writer.Finish(Count(counted, "data") + Count(counted, "notification"));
        return new ShapedPush.Ready(new(form, form, body => IsBlank(body.GetProperty("message"))), headers);
    }

    /// <summary>Looks for a dry run.</summary>
    /// <param name="inner">The one member that there may be beside it; null for any.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    private static string? FaultBeside(JsonElement content, string? inner, ref bool isDry)
    {
        foreach (var member in content.EnumerateObject())
        {
            if (!DryRun.Contains(member.Name))
            {
                if (inner is not null && member.Name != inner)
                {
                    return $"has a member '{member.Name}' beside {inner}, where FCM takes validate_only alone";
                }
            }
            else if (member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
            {
                return $"has a {member.Name} that is a JSON {member.Value.ValueKind}, and has to be true or false";
            }
            else
            {
                isDry |= member.Value.ValueKind == JsonValueKind.True;
            }
        }

        return null;
    }

    // Data is for the app to read, whatever it says; the others go to devices that are not Android's.
    private static bool IsBlank(JsonElement message)
    {
        var android = message.Find("android") ?? default;
        return !message.HasMembers("data") && !message.Shows("notification") && !android.HasMembers("data") && !android.Shows("notification")
            && !message.HasMembers("apns") && !message.HasMembers("webpush");
    }

    private static string? WriteV1(Utf8JsonWriter json, JsonElement message, IReadOnlyList<KeyValuePair<string, string>> android)
    {
        var named = false;
        foreach (var member in message.EnumerateObject().Where(m => !Addresses.Contains(m.Name)))
        {
            named |= member.NameEquals("android");
            member.WriteTo(json);
        }

        if (!named)
        {
            FcmShape.WriteAndroid(json, android);
        }

        return null;
    }

    private static string? WriteLegacy(Utf8JsonWriter json, JsonElement content, IReadOnlyList<KeyValuePair<string, string>> android)
    {
        var options = android.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        var androidNotification = new List<KeyValuePair<string, JsonElement>>();
        foreach (var member in content.EnumerateObject())
        {
            switch (member.Name)
            {
                case "data" when member.Value.ValueKind == JsonValueKind.Object:
                    WriteData(json, member.Value);
                    break;
                case "notification" when member.Value.ValueKind == JsonValueKind.Object:
                    if (WriteNotification(json, member.Value, androidNotification) is { } unknown)
                    {
                        return $"has a notification member '{unknown}' that FCM v1 does not have";
                    }

                    break;
                case "collapse_key" or "restricted_package_name" or "priority" when member.Value.ValueKind == JsonValueKind.String:
                    options[member.Name] = member.Value.GetString()!; // a string, as checked
                    break;
                case "time_to_live" when member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var seconds):
                    options["ttl"] = seconds.ToString(CultureInfo.InvariantCulture) + "s";
                    break;
                case "apns" or "webpush" or "fcm_options":
                    member.WriteTo(json);
                    break;
                case var name when LegacyDropped.Contains(name):
                    break;
                default:
                    return $"has a member '{member.Name}' that is unknown or of the wrong type; "
                        + "give data and notification, or {\"message\":{...}} of FCM v1";
            }
        }

        WriteAndroid(json, options, androidNotification);
        return null;
    }

    private static void WriteAndroid(Utf8JsonWriter json, Dictionary<string, string> options, List<KeyValuePair<string, JsonElement>> notification)
    {
        if (options.Count + notification.Count == 0)
        {
            return;
        }

        json.WriteStartObject("android");
        foreach (var (name, value) in options)
        {
            json.WriteString(name, value);
        }

        if (notification.Count > 0)
        {
            json.WriteStartObject("notification");
            foreach (var (name, value) in notification)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The legacy API turned every value into text; v1 insists on text.</summary>
    private static void WriteData(Utf8JsonWriter json, JsonElement data)
    {
        json.WriteStartObject("data");
        foreach (var member in data.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null))
        {
            json.WriteString(member.Name, Text(member.Value));
        }

        json.WriteEndObject();
    }

    private static string? WriteNotification(Utf8JsonWriter json, JsonElement notification, List<KeyValuePair<string, JsonElement>> android)
    {
        json.WriteStartObject("notification");
        foreach (var member in notification.EnumerateObject())
        {
            if (LegacyNotification.Contains(member.Name))
            {
                json.WriteString(member.Name, Text(member.Value));
            }
            else if (LegacyAndroidNotification.TryGetValue(member.Name, out var name))
            {
                android.Add(new(name, member.Value));
            }
            else
            {
                return member.Name;
            }
        }

        json.WriteEndObject();
        return null;
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(); // a string, as checked

    /// <summary>Keys and values of one block in bytes.</summary>
    private static int Count(JsonElement content, string block) =>
        content.TryGetProperty(block, out var found) && found.ValueKind == JsonValueKind.Object
            ? found.EnumerateObject().Sum(m => Encoding.UTF8.GetByteCount(m.Name) + Encoding.UTF8.GetByteCount(Text(m.Value)))
            : 0;

    private static ShapedPush.Refused Refuse(string why) => new(FcmShape.Fault($"GCMMessage: RawContent {why}."));
}
