using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.Provider.Campaigns;

/// <summary>What keeps a mistake in a program from reaching everyone, or anyone twice.</summary>
internal sealed class CampaignGuards(TimeProvider time)
{
    /// <summary><c>PROJECT/STACK/RUN</c>; null when the program names no run.</summary>
    public static string? RunOf(ResourceCall call) => call.Inputs.Values.Text("run") is { } run && call.Urn.Split("::", 4) is [var stack, var project, ..]
        ? $"{project}/{stack.Split(':')[^1]}/{run}" : null;

    public static string KeyOf(ResourceCall call) => OwnTags.KeyOf(call.Urn, call.Inputs.Values.Text("run"));

    /// <summary>Whether it was sent, is being sent, or may begin at any moment.</summary>
    public static bool HasBegun(CampaignResponse campaign) => campaign.State?.CampaignStatus?.Value is "EXECUTING" or "PENDING_NEXT_RUN" or "COMPLETED"
        || (campaign.State?.CampaignStatus?.Value == "SCHEDULED" && campaign.Schedule?.StartTime == Contract.Schedule.Immediate);

    /// <summary>Whether some of it is sent and the rest is not: it runs, or was paused while it ran.</summary>
    public static async Task<bool> IsUnderWayAsync(PinpushClient client, CampaignResponse campaign, CancellationToken cancellationToken)
    {
        if (campaign.State?.CampaignStatus?.Value is not ("EXECUTING" or "PAUSED"))
        {
            return false;
        }

        var runs = await client.GetCampaignActivitiesAsync(
            new GetCampaignActivitiesRequest { ApplicationId = campaign.ApplicationId, CampaignId = campaign.Id }, cancellationToken);
        return runs.ActivitiesResponse.Item.Exists(a => a.State is "RUNNING" or "PAUSED");
    }

    /// <summary>Whether what it is sent to and says is settled: it has begun, or was paused while it ran.</summary>
    public static async Task<bool> IsSettledAsync(PinpushClient client, CampaignResponse campaign, CancellationToken cancellationToken) =>
        HasBegun(campaign) || await IsUnderWayAsync(client, campaign, cancellationToken);

    /// <summary>The campaign of an app that has this key.</summary>
    /// <param name="run">When given, a campaign of another key that has this run is a refusal.</param>
    /// <exception cref="RefusedException">Another campaign has the run.</exception>
    public static async Task<CampaignResponse?> FindAsync(PinpushClient client, string app, string key, string? run, CancellationToken cancellationToken)
    {
        CampaignResponse? other = null;
        await foreach (var campaign in client.CampaignsAsync(app, cancellationToken))
        {
            if (campaign.Tags?.GetValueOrDefault(Contract.OwnTags.Key) == key)
            {
                return campaign;
            }

            other ??= run is not null && campaign.Tags?.GetValueOrDefault(Contract.OwnTags.Run) == run ? campaign : null;
        }

        return other is null ? null : throw new RefusedException(
            $"run: '{run}' is the send of campaign {other.Id} ('{other.Name}', key {other.Tags?.GetValueOrDefault(Contract.OwnTags.Key)}). "
            + $"If that is this one under its old name, keep it with an alias, or where the state was lost with the option import: \"{app}/{other.Id}\"; "
            + "if this is another send, give it a run of its own.");
    }

    /// <summary>Refuses a start or an end that has passed: what a rename or a lost campaign would send late, or not at all.</summary>
    public void CheckTimes(ResourceCall call)
    {
        var now = time.GetUtcNow();
        List<string> late = [];
        if (CampaignRules.Start(call.Inputs.Values) is { } start && start < now)
        {
            late.Add($"schedule.startTime: {CampaignRules.Shown(start)} has passed. Give a time to come, or remove the campaign from the program.");
        }

        if (CampaignRules.End(call.Inputs.Values) is { } end && end <= now)
        {
            late.Add($"schedule.endTime: {CampaignRules.Shown(end)} has passed. Give a time to come, or leave it out.");
        }

        Refused.If(late);
    }

    /// <summary>Who was sent under the run before, one that is gone with its app, say: the server will not send this one. Null for nobody.</summary>
    /// <param name="campaign">The id of this one; null while there is none.</param>
    public static async Task<Contract.NamedRunResponse?> SentRunAsync(ResourceCall call, string? campaign, CancellationToken cancellationToken) =>
        RunOf(call) is { } run && call.Connection is not null
            && await call.Client().SentRunAsync(run, cancellationToken) is { } sent && sent.CampaignId != campaign ? sent : null;

    /// <summary>Warns of what <see cref="SentRunAsync"/> finds.</summary>
    public static async Task WarnOfSentRunAsync(ResourceCall call, string? campaign, CancellationToken cancellationToken)
    {
        if (await SentRunAsync(call, campaign, cancellationToken) is { } sent)
        {
            await call.Log.WarnAsync(
                $"run: '{RunOf(call)}' was sent at {sent.Started} by campaign {sent.CampaignId} of app {sent.ApplicationId}, so this campaign is not sent. "
                + "Name another run to send again.", call.Urn, cancellationToken);
        }
    }
}
