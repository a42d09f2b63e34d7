using System.Globalization;

namespace Pinpush.Contract;

/// <summary>What a campaign must be. What is asked for and not served is a fault: a schedule or a cap that is dropped would send what nobody meant.</summary>
public static partial class CampaignRules
{
    /// <summary>Most characters of a push's body in a campaign. Source: Pinpoint service model, Message.Body.</summary>
    public const int MostBody = 200;

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(WriteCampaignRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var template = request.TemplateConfiguration?.PushTemplate;
        return Fault.Found(
        [
            .. LimitRules.Check(request.Limits, "Limits"),
            string.IsNullOrEmpty(request.SegmentId) ? Fault.Invalid("SegmentId", " is missing: a campaign needs a segment.") : null,
            .. TemplateRules.Check(request.TemplateConfiguration),
            .. template is null ? Check(request.MessageConfiguration) : [],
            template is not null && request.MessageConfiguration is { } own && own != new MessageConfiguration()
                ? Fault.Invalid("MessageConfiguration", " and TemplateConfiguration.PushTemplate are both given; give one of them.")
                : null,
            .. Check(request.Schedule),
            .. TagRules.Check(request.Tags),
            request.Tags?.GetValueOrDefault(OwnTags.MaxAudience) is { } most && !IsAudience(most)
                ? new($"tags.{OwnTags.MaxAudience}", $"The tag {OwnTags.MaxAudience} is not a whole number of endpoints above 0.")
                : null,
            request.Tags?.GetValueOrDefault(OwnTags.InDoubt) is not (null or OwnTags.Resend or OwnTags.Skip)
                ? new($"tags.{OwnTags.InDoubt}", $"The tag {OwnTags.InDoubt} is neither {OwnTags.Resend} nor {OwnTags.Skip}.")
                : null,
            .. NotServed(request),
        ]);
    }

    /// <summary>When a campaign is due; null means at once.</summary>
    /// <remarks>A time without an offset is in Schedule.Timezone (<c>UTC+05:30</c>), which is UTC when it is left out.</remarks>
    public static bool TryStart(Schedule? schedule, out DateTimeOffset? start)
    {
        start = null;
        if (schedule?.StartTime is null or Schedule.Immediate)
        {
            return schedule?.StartTime is not null;
        }

        if (!IsoTime.TryParse(schedule.StartTime, schedule.Timezone, out var at))
        {
            return false;
        }

        start = at;
        return true;
    }

    private static bool IsAudience(string most) => int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0;

    private static IReadOnlyList<Fault> Check(MessageConfiguration? message) =>
        message is null ? [Fault.Invalid("MessageConfiguration", " is missing.")] : Fault.Found(
        [
            message is { DefaultMessage: null, APNSMessage: null, GCMMessage: null }
                ? Fault.Invalid("MessageConfiguration", " has no message: give APNSMessage, GCMMessage or DefaultMessage.")
                : null,
            .. Check(message.DefaultMessage, "MessageConfiguration.DefaultMessage"),
            .. Check(message.APNSMessage, "MessageConfiguration.APNSMessage"),
            .. Check(message.GCMMessage, "MessageConfiguration.GCMMessage"),
        ]);

    private static IReadOnlyList<Fault> Check(Message? message, string path) => Fault.Found(
    [
        message?.Body?.Length > MostBody ? Fault.Invalid($"{path}.Body", $" has {message.Body.Length} characters; at most {MostBody} are allowed.") : null,
        message?.TimeToLive is < 0 ? Fault.Invalid($"{path}.TimeToLive", $" is {message.TimeToLive}; it is 0 (one attempt) or more seconds.") : null,
    ]);

    private static IReadOnlyList<Fault> Check(Schedule? schedule) =>
        schedule?.StartTime is null ? [Fault.Invalid("Schedule.StartTime", " is missing: give IMMEDIATE or an ISO 8601 time.")]
        : TryStart(schedule, out _) ? []
        : [Fault.Invalid(
            "Schedule.StartTime",
            $" '{schedule.StartTime}' with Timezone '{schedule.Timezone}' is neither IMMEDIATE nor an ISO 8601 time with a zone such as UTC+05:30.")];
}
