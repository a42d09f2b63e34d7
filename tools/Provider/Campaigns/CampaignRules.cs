using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;

namespace Pinpush.Provider.Campaigns;

/// <summary>What a campaign must say. A property that is not known yet counts as said.</summary>
internal static partial class CampaignRules
{
    public static void Check(CheckCall call)
    {
        var now = call.New;
        OwnTags.Check(call);
        OneOf(call, "messageConfiguration", "templateConfiguration", "what it sends");
        var immediate = now.Flag("sendImmediately") == true;
        if (now["schedule"] is null && !immediate && !Json.IsUnknown(now["sendImmediately"]))
        {
            call.Fault("schedule", "is missing, and so is sendImmediately: say when it is sent with one of them.");
        }
        else if (now["schedule"] is not null && immediate)
        {
            call.Fault("sendImmediately", "goes not together with a schedule: give one of them.");
        }

        if (immediate && now.Flag("isPaused") != true && !Json.IsUnknown(now["isPaused"]) && now["run"] is null)
        {
            call.Fault("run", "is missing: what is sent at once needs a name of this send, e.g. 2026-11-launch, so that it is never sent twice.");
        }

        if (now.Text("run") is { } run && !Json.IsUnknown(now["run"]) && !Name().IsMatch(run))
        {
            call.Fault("run", $"'{run}' may have letters, digits, spaces and + - = . _ : / @, and has to have one.");
        }

        if (now.Inner("schedule").Text("startTime") is { } start && !Json.IsUnknown(now["schedule"]?["startTime"]) && !Contract.IsoTime.TryParse(start, out _))
        {
            call.Fault("schedule.startTime", start == Contract.Schedule.Immediate
                ? "At once is said with sendImmediately: true and a run, in place of a schedule."
                : $"'{start}' is no ISO 8601 time such as 2026-12-04T09:00:00 or 2026-12-04T08:00:00Z.");
        }
    }

    private static void OneOf(CheckCall call, string one, string other, string what)
    {
        if (call.New[one] is null == call.New[other] is null)
        {
            call.Fault(one, call.New[one] is null
                ? $"is missing, and so is {other}: say {what} with one of them."
                : $"goes not together with {other}: give one of them.");
        }
    }

    /// <summary>The schedule as the API has it.</summary>
    public static void ScheduleToWire(JsonObject inputs, JsonObject wire)
    {
        if (inputs.Flag("sendImmediately") == true)
        {
            wire["Schedule"] = new JsonObject { ["StartTime"] = Contract.Schedule.Immediate };
        }
    }

    /// <summary>The schedule as a program says it.</summary>
    public static void ScheduleFromWire(JsonObject inputs, JsonObject? old)
    {
        if (inputs.Inner("schedule").Text("startTime") == Contract.Schedule.Immediate)
        {
            inputs.Remove("schedule");
            inputs["sendImmediately"] = true;
        }
        else if (old.Flag("sendImmediately") == false)
        {
            inputs["sendImmediately"] = false;
        }
    }

    /// <summary>When it starts; null when that is at once, not known, or in a form that the API has to judge.</summary>
    public static DateTimeOffset? Start(JsonObject inputs) =>
        inputs.Inner("schedule") is { } schedule && Contract.IsoTime.TryParse(schedule.Text("startTime"), schedule.Text("timezone"), out var at) ? at : null;

    [GeneratedRegex(@"^(?=.*\S)[\p{L}\p{N} +\-=._:/@]+$")]
    private static partial Regex Name();
}
