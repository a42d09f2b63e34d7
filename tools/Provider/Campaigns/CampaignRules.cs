using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pinpush.Messages;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.Provider.Campaigns;

/// <summary>What a campaign must say. A property that is not known yet counts as said.</summary>
internal static partial class CampaignRules
{
    public static void Check(CheckCall call)
    {
        var now = call.New;
        OwnTags.Check(call, "run", "maxAudience", "inDoubt");
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
            call.Fault("run", $"'{run}' is not of 1 to 100 letters, digits, spaces and + - = . _ : / @, one of them no space.");
        }

        if (now.Inner("schedule").Text("startTime") == Contract.Schedule.Immediate)
        {
            call.Fault("schedule.startTime", "At once is said with sendImmediately: true and a run, in place of a schedule.");
        }

        ContractRules.Check(
            call, CampaignShape.Campaign.Inputs, Contract.WireJson.Default.WriteCampaignRequest,
            ContractRules.IsKnown(call, "messageConfiguration") ? ContentRules.Check : Contract.CampaignRules.Check,
            complete: wire => ScheduleToWire(now, wire));
    }

    /// <summary>The schedule as the API has it.</summary>
    public static void ScheduleToWire(JsonObject inputs, JsonObject wire)
    {
        if (wire["Schedule"] is null && inputs["sendImmediately"] is not null && inputs.Flag("sendImmediately") != false)
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

    /// <summary>When it starts; null when that is at once or not known.</summary>
    public static DateTimeOffset? Start(JsonObject inputs) => Time(inputs, "startTime");

    /// <summary>After when nothing is sent; null when there is no such time, or it is not known.</summary>
    public static DateTimeOffset? End(JsonObject inputs) => Time(inputs, "endTime");

    /// <summary>A time for people, in its own zone.</summary>
    public static string Shown(DateTimeOffset time) =>
        time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonObject inputs, string name) =>
        inputs.Inner("schedule") is { } schedule && Contract.IsoTime.TryParse(schedule.Text(name), schedule.Text("timezone"), out var at) ? at : null;

    [GeneratedRegex(@"^(?=.*\S)[\p{L}\p{N} +\-=._:/@]{1,100}\z")]
    private static partial Regex Name();
}
