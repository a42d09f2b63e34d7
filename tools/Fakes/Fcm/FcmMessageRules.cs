using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pinpush.Fakes.Fcm;

/// <summary>What FCM demands of a message. Source: Firebase, FCM REST reference, projects.messages.</summary>
internal static class FcmMessageRules
{
    private const int MaxBytes = 4096;
    private const int MaxTopicBytes = 2048;
    private const decimal MaxTtlSeconds = 2_419_200; // four weeks

    private static readonly string[] Body = ["message", "validate_only"];

    private static readonly string[] Message =
        ["name", "data", "notification", "android", "webpush", "apns", "fcm_options", "token", "topic", "condition"];

    private static readonly string[] Android =
    [
        "collapse_key", "priority", "ttl", "restricted_package_name", "data", "notification", "fcm_options", "direct_boot_ok",
        "bandwidth_constrained_ok", "restricted_satellite_ok",
    ];

    private static readonly string[] Targets = ["token", "topic", "condition"];

    /// <summary>(1) shape, (2) target, (3) data, (4) Android options, (5) size.</summary>
    public static FcmRefusal? Check(JsonElement body, JsonElement message)
    {
        // (1)
        if (body.ValueKind != JsonValueKind.Object || message.ValueKind != JsonValueKind.Object)
        {
            return FcmRefusal.BadShape("message", "The body has no message.");
        }

        var android = ProtoJson.Member(message, "android");
        if (android is { ValueKind: not JsonValueKind.Object })
        {
            return FcmRefusal.BadShape("message.android", "Invalid value at 'message.android': not an object.");
        }

        var unknown = UnknownName(body, "", Body) ?? UnknownName(message, "message", Message)
            ?? (android is { } named ? UnknownName(named, "message.android", Android) : null);
        if (unknown is not null)
        {
            return unknown;
        }

        // (2)
        if (Targets.Count(name => ProtoJson.Member(message, name) is { ValueKind: JsonValueKind.String } value && value.GetString() != "") != 1)
        {
            return new(400, "INVALID_ARGUMENT", "Exactly one of token, topic or condition must be set.", "INVALID_ARGUMENT", "message");
        }

        // (3), (4)
        return CheckData(message, "message.data")
            ?? (android is { } options ? CheckData(options, "message.android.data") ?? CheckAndroid(options) : null)
            // (5)
            ?? CheckSize(message, android);
    }

    /// <summary>The device token; <c>topic:…</c> or <c>condition:…</c> for the other two; empty when there is no target.</summary>
    public static string Target(JsonElement message)
    {
        foreach (var name in Targets)
        {
            if (ProtoJson.Member(message, name) is { ValueKind: JsonValueKind.String } value)
            {
                return name == "token" ? value.GetString()! : $"{name}:{value.GetString()}"; // a string's value is not null
            }
        }

        return "";
    }

    private static FcmRefusal? UnknownName(JsonElement of, string at, string[] names) =>
        ProtoJson.Unknown(of, names) is { } name
            ? FcmRefusal.BadShape(
                at, $"Invalid JSON payload received. Unknown name \"{name}\"{(at.Length > 0 ? $" at '{at}'" : "")}: Cannot find field.")
            : null;

    private static FcmRefusal? CheckData(JsonElement of, string at)
    {
        if (ProtoJson.Member(of, "data") is not { } data)
        {
            return null;
        }

        if (data.ValueKind != JsonValueKind.Object)
        {
            return FcmRefusal.BadShape(at, $"Invalid value at '{at}': not a map of strings.");
        }

        var index = 0;
        foreach (var (key, value) in data.EnumerateObject().Select(static member => (member.Name, member.Value)))
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                var field = $"{at}[{index}].value";
                return FcmRefusal.BadShape(field, $"Invalid value at '{field}' (TYPE_STRING), {value.GetRawText()}");
            }

            if (key is "from" or "message_type" || key.StartsWith("google.", StringComparison.Ordinal)
                || key.StartsWith("gcm.notification.", StringComparison.Ordinal))
            {
                return FcmRefusal.BadField($"{at}[{index}].key", $"Invalid data payload key: {key}");
            }

            index++;
        }

        return null;
    }

    private static FcmRefusal? CheckAndroid(JsonElement android)
    {
        if (ProtoJson.Member(android, "ttl") is { } ttl && !IsTtl(ttl))
        {
            return FcmRefusal.BadShape(
                "message.android.ttl", $"Invalid value at 'message.android.ttl': {ttl.GetRawText()} is no duration from \"0s\" to \"2419200s\".");
        }

        return ProtoJson.Member(android, "priority") is { } priority
            && !(priority.ValueKind == JsonValueKind.String && priority.GetString()!.ToUpperInvariant() is "NORMAL" or "HIGH")
                ? FcmRefusal.BadShape(
                    "message.android.priority", $"Invalid value at 'message.android.priority': {priority.GetRawText()} is neither NORMAL nor HIGH.")
                : null;
    }

    /// <summary>A duration in seconds with up to nine decimals, as <c>"3.5s"</c>.</summary>
    private static bool IsTtl(JsonElement ttl) =>
        ttl.ValueKind == JsonValueKind.String && ttl.GetString() is [.. var number, 's']
        && (number.IndexOf('.') is var dot && (dot < 0 || number.Length - dot - 1 is >= 1 and <= 9))
        && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= MaxTtlSeconds;

    private static FcmRefusal? CheckSize(JsonElement message, JsonElement? android)
    {
        var data = (android is { } options ? ProtoJson.Member(options, "data") : null) ?? ProtoJson.Member(message, "data");
        var bytes = TextBytes(data) + TextBytes(ProtoJson.Member(message, "notification"));
        return bytes > (ProtoJson.Member(message, "token") is null ? MaxTopicBytes : MaxBytes) ? FcmRefusal.TooBig : null;
    }

    /// <summary>UTF-8 bytes of the keys and the string values of an object.</summary>
    private static int TextBytes(JsonElement? of) =>
        of is not { ValueKind: JsonValueKind.Object } map ? 0 : map.EnumerateObject().Sum(static member =>
            Encoding.UTF8.GetByteCount(member.Name)
            + (member.Value.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetByteCount(member.Value.GetString()!) : 0)); // a string
}
