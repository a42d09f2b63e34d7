using System.Globalization;
using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>What a campaign must be. What is asked for and not served is a fault: a schedule or a cap that is dropped would send what nobody meant.</summary>
public static class CampaignRules
{
    /// <summary>Most characters of a push's body in a campaign. Source: Pinpoint service model, Message.Body.</summary>
    public const int MostBody = 200;

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(WriteCampaignRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>(LimitRules.Check(request.Limits, "Limits"));
        void Fault(bool wrong, string fault)
        {
            if (wrong)
            {
                faults.Add(fault);
            }
        }

        Fault(string.IsNullOrEmpty(request.SegmentId), "SegmentId is missing: a campaign needs a segment.");
        Fault(request.AdditionalTreatments is { Count: > 0 }, "AdditionalTreatments: treatments are not served; leave them out.");
        Fault(request.HoldoutPercent is not (null or 0), "HoldoutPercent: a hold-out is not served; leave it out.");
        Fault(request.Hook is { } hook && (hook.LambdaFunctionName ?? hook.WebUrl ?? hook.Mode) is not null, "Hook: hooks are not served; leave it out.");
        faults.AddRange(TemplateRules.Check(request.TemplateConfiguration));
        Fault(Asks(request.CustomDeliveryConfiguration), "CustomDeliveryConfiguration: custom channels are not served; leave it out.");
        if (request.TemplateConfiguration?.PushTemplate is null)
        {
            Check(request.MessageConfiguration, Fault);
        }
        else
        {
            Fault(request.MessageConfiguration is { } own && own != new MessageConfiguration(), "MessageConfiguration and TemplateConfiguration.PushTemplate are both given; give one of them.");
        }

        Check(request.Schedule, Fault);
        faults.AddRange(TagRules.Check(request.Tags));
        Fault(
            request.Tags?.GetValueOrDefault(CampaignTags.MaxAudience) is { } most && !(int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0),
            $"The tag {CampaignTags.MaxAudience} is not a whole number of endpoints above 0.");
        return faults;
    }

    /// <summary>When a campaign is due; null means at once.</summary>
    /// <remarks>A time without an offset is in Schedule.Timezone (<c>UTC+05:30</c>), which is UTC when it is left out.</remarks>
    public static bool TryStart(Schedule? schedule, out DateTimeOffset? start)
    {
        start = null;
        if (schedule?.StartTime is null or "IMMEDIATE")
        {
            return schedule?.StartTime is not null;
        }

        var text = schedule.StartTime;
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (!TryOffset(schedule.Timezone, out var offset)
            || !IsoTime.TryParse(hasOffset ? text : text + offset, out var parsed))
        {
            return false;
        }

        start = parsed;
        return true;
    }

    private static bool TryOffset(string? zone, out string offset)
    {
        offset = "+00:00";
        if (zone is null or "UTC")
        {
            return true;
        }

        // UTC+05:30, UTC-02
        if (!zone.StartsWith("UTC", StringComparison.Ordinal) || zone.Length is not (6 or 9) || zone[3] is not ('+' or '-'))
        {
            return false;
        }

        offset = zone.Length == 6 ? zone[3..] + ":00" : zone[3..];
        return TimeSpan.TryParseExact(offset[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var span) && span < TimeSpan.FromHours(14.01);
    }

    private static bool Asks(JsonElement? part) => part is { ValueKind: JsonValueKind.Object } value && value.EnumerateObject().Any();

    private static void Check(MessageConfiguration? configuration, Action<bool, string> fault)
    {
        if (configuration is null)
        {
            fault(true, "MessageConfiguration is missing.");
            return;
        }

        fault(Asks(configuration.CustomMessage) || Asks(configuration.EmailMessage) || Asks(configuration.SMSMessage) || Asks(configuration.InAppMessage),
            "MessageConfiguration: only DefaultMessage, APNSMessage and GCMMessage are served; leave the others out.");
        fault(configuration.DefaultMessage is null && configuration.APNSMessage is null && configuration.GCMMessage is null,
            "MessageConfiguration has no message: give APNSMessage, GCMMessage or DefaultMessage.");
        foreach (var (name, message) in new[] { ("DefaultMessage", configuration.DefaultMessage), ("APNSMessage", configuration.APNSMessage), ("GCMMessage", configuration.GCMMessage) })
        {
            fault(message?.Body?.Length > MostBody, $"MessageConfiguration.{name}.Body has {message?.Body?.Length} characters; at most {MostBody} are allowed.");
            fault(message?.TimeToLive is < 0, $"MessageConfiguration.{name}.TimeToLive is {message?.TimeToLive}; it is 0 (one attempt) or more seconds.");
        }
    }

    private static void Check(Schedule? schedule, Action<bool, string> fault)
    {
        if (schedule?.StartTime is null)
        {
            fault(true, "Schedule.StartTime is missing: give IMMEDIATE or an ISO 8601 time.");
            return;
        }

        fault(!TryStart(schedule, out _), $"Schedule.StartTime '{schedule.StartTime}' with Timezone '{schedule.Timezone}' is neither IMMEDIATE nor an ISO 8601 time with a zone such as UTC+05:30.");
        fault(schedule.Frequency is not (null or Frequency.Once), $"Schedule.Frequency {schedule.Frequency?.Word()}: only ONCE is served.");
        fault(schedule.IsLocalTime == true, "Schedule.IsLocalTime: local time per endpoint is not served; give a time with its zone.");
        fault(schedule.EventFilter is not null && Asks(schedule.EventFilter), "Schedule.EventFilter: campaigns by event are not served.");
        fault(schedule.QuietTime is { } quiet && (quiet.Start ?? quiet.End) is not null, "Schedule.QuietTime: quiet hours are not served; leave it out, since a push in the night would be the result.");
    }
}
