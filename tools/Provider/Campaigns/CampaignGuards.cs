using System.Globalization;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Connecting;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;

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
        || (campaign.State?.CampaignStatus?.Value == "SCHEDULED" && campaign.Schedule?.StartTime == "IMMEDIATE");

    /// <summary>The campaign of an app that has this key.</summary>
    /// <param name="run">When given, a campaign of another key that has this run is a refusal.</param>
    /// <exception cref="RefusedException">Another campaign has the run.</exception>
    public static async Task<CampaignResponse?> FindAsync(AmazonPinpointClient client, string app, string key, string? run, CancellationToken cancellationToken)
    {
        CampaignResponse? other = null;
        await foreach (var campaign in Paging.AllAsync(async token =>
        {
            var page = (await client.GetCampaignsAsync(new GetCampaignsRequest { ApplicationId = app, PageSize = Paging.PageSize, Token = token }, cancellationToken)).CampaignsResponse;
            return (page.Item, page.NextToken);
        }))
        {
            if (campaign.Tags?.GetValueOrDefault(OwnTags.Key) == key)
            {
                return campaign;
            }

            other ??= run is not null && campaign.Tags?.GetValueOrDefault(OwnTags.Run) == run ? campaign : null;
        }

        return other is null ? null : throw new RefusedException(
            $"run: '{run}' is the send of campaign {other.Id} ('{other.Name}', key {other.Tags?.GetValueOrDefault(OwnTags.Key)}). "
            + $"If that is this one under its old name, keep it with an alias, or where the state was lost with the option import: \"{app}/{other.Id}\"; if this is another send, give it a run of its own.");
    }

    /// <summary>Refuses a start that has passed: what a rename or a lost campaign would send late.</summary>
    public void CheckStart(ResourceCall call)
    {
        if (CampaignRules.Start(call.Inputs.Values) is { } start && start < time.GetUtcNow() && call.Inputs.Values.Flag("isPaused") != true)
        {
            throw new RefusedException($"schedule.startTime: {start:yyyy-MM-dd'T'HH:mm:sszzz} has passed. Give a time to come, or remove the campaign from the program.");
        }
    }

    /// <summary>Refuses an audience that is known to be too large; one that nobody can tell is left to the server, which looks when the campaign runs.</summary>
    public static async Task CheckAudienceAsync(ResourceCall call, string app, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        if (inputs["maxAudience"] is not { } most || Json.IsUnknown(most) || inputs.Text("segmentId") is not { } segment || Json.IsUnknown(inputs["segmentId"]) || call.Connection is not { } connection)
        {
            return;
        }

        var audience = await connection.ReadOwnAsync($"/pinpush/audience?application-id={Uri.EscapeDataString(app)}&segment-id={Uri.EscapeDataString(segment)}", cancellationToken);
        if (audience?["Reachable"] is { } reachable && Json.Number(reachable) > Json.Number(most))
        {
            throw new RefusedException($"maxAudience: the segment {segment} reaches {Json.Number(reachable).ToString(CultureInfo.InvariantCulture)} endpoints now, and {Json.Number(most).ToString(CultureInfo.InvariantCulture)} are allowed. "
                + "Narrow the segment, or raise maxAudience on purpose.");
        }
    }

    /// <summary>Warns of a run that another campaign was sent under, one that is gone with its app, say: the server will not send this one.</summary>
    /// <param name="campaign">The id of this one; null while there is none.</param>
    public static async Task WarnOfSentRunAsync(ResourceCall call, string? campaign, CancellationToken cancellationToken)
    {
        if (RunOf(call) is { } run && call.Connection is { } connection
            && await connection.ReadOwnAsync($"/pinpush/runs?run={Uri.EscapeDataString(run)}", cancellationToken) is { } sent && (string?)sent["CampaignId"] is var sender && sender != campaign)
        {
            await call.Log.WarnAsync($"run: '{run}' was sent at {(string?)sent["Started"]} by campaign {sender} of app {(string?)sent["ApplicationId"]}, so this campaign is not sent. Name another run to send again.", call.Urn, cancellationToken);
        }
    }
}
