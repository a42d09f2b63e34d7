namespace Pinpush.Contract;

/// <summary>What a campaign must be. What is asked for and not served is a fault: a schedule or a cap that is dropped would send what nobody meant.</summary>
public static partial class CampaignRules
{
    /// <summary>Most characters of a push's body in a campaign. Source: Pinpoint service model, Message.Body.</summary>
    public const int MostBody = 200;

    // Source: CloudFormation, AWS::Pinpoint::Campaign. 1 goes first.
    private const int LastPriority = 5;

    // The clocks of a client and of this server may differ by so much, as they may for signatures.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

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
            request.Priority is < 1 or > LastPriority ? Fault.Invalid("Priority", $" is {request.Priority}; it may be 1 to {LastPriority}.") : null,
            .. Check(request.Schedule),
            .. TagRules.Check(request.Tags),
            .. NotServed(request),
        ]);
    }

    /// <summary>What is too late in a schedule.</summary>
    /// <returns>Every fault, each naming the member; none of what is no time at all, which <see cref="Check(WriteCampaignRequest)"/> tells.</returns>
    public static IReadOnlyList<Fault> CheckTimes(Schedule? schedule, DateTimeOffset now) => Fault.Found(
    [
        TryStart(schedule, out var start) && start < now - ClockDifference
            ? new("Schedule.StartTime", $"Schedule.{AwsTexts.StartHasPassed}, and '{schedule?.StartTime}' has passed.")
            : null,
        TryEnd(schedule, out var end) && end <= now ? Fault.Invalid("Schedule.EndTime", $" '{schedule?.EndTime}' has passed.") : null,
    ]);

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

    /// <summary>When a campaign ends, sent to everybody or not; false when it has no such time. In the zone of its start.</summary>
    public static bool TryEnd(Schedule? schedule, out DateTimeOffset end) => IsoTime.TryParse(schedule?.EndTime, schedule?.Timezone, out end);

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
        Fault.NoObject($"{path}.JsonBody", message?.JsonBody),
        Fault.NoObject($"{path}.RawContent", message?.RawContent),
    ]);

    private static IReadOnlyList<Fault> Check(Schedule? schedule) =>
        schedule?.StartTime is null ? [Fault.Invalid("Schedule.StartTime", " is missing: give IMMEDIATE or an ISO 8601 time.")]
        : !TryStart(schedule, out var start) ? [Fault.Invalid(
            "Schedule.StartTime",
            $" '{schedule.StartTime}' with Timezone '{schedule.Timezone}' is neither IMMEDIATE nor an ISO 8601 time with a zone such as UTC+05:30.")]
        : !IsoTime.IsZone(schedule.Timezone) ? [Fault.Invalid("Schedule.Timezone", $" '{schedule.Timezone}' is no zone such as UTC, UTC+01 or UTC+05:30.")]
        : schedule.EndTime is null ? []
        : !TryEnd(schedule, out var end) ? [Fault.Invalid("Schedule.EndTime", $" '{schedule.EndTime}' is not an ISO 8601 time.")]
        : end <= start ? [Fault.Invalid("Schedule.EndTime", $" '{schedule.EndTime}' is not after the start, '{schedule.StartTime}'.")]
        : [];
}
