using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;
using Pinpush.Provider.Segments;

namespace Pinpush.Provider.Campaigns;

/// <summary>What becomes of a campaign's sending, in words for whoever says yes to it: when, to how many devices, or no longer.</summary>
/// <remarks>Devices are those that would get a push now; where nobody can tell, no number is told. "Now" is when the update runs.</remarks>
internal sealed class CampaignForecast(SegmentVersions versions, TimeProvider time)
{
    /// <summary>Of a create or an update, in a preview.</summary>
    /// <param name="there">Null for one that is to be created.</param>
    public async Task TellAsync(ResourceCall call, CampaignResponse? there, CancellationToken cancellationToken)
    {
        if (await OfAsync(call, there, cancellationToken) is { } told)
        {
            await call.Log.WarnAsync($"Campaign {call.Inputs.Values.Text("name")} {told}.", call.Urn, cancellationToken);
        }
    }

    /// <summary>Of a delete; null when it would not have been sent any more.</summary>
    public async Task<string?> OfDeleteAsync(ResourceCall call, CampaignResponse there, CancellationToken cancellationToken)
    {
        var isUnderWay = await CampaignGuards.IsUnderWayAsync(call.Client(), there, cancellationToken);
        return isUnderWay
            ? $"Campaign {there.Name} ends while it is sent{await ToAsync(call, there, " to {0}", cancellationToken)}: who has no push yet gets none."
            : IsScheduled(there) ? $"Campaign {there.Name} {await NoLongerAsync(call, there, cancellationToken)}."
            : null;
    }

    // What is not known yet counts as what sends.
    private async Task<string?> OfAsync(ResourceCall call, CampaignResponse? there, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        var isPaused = inputs.Flag("isPaused") == true;
        if (there is not null && await CampaignGuards.IsUnderWayAsync(call.Client(), there, cancellationToken))
        {
            return (IsPaused: isPaused, Was: there.State.CampaignStatus.Value) switch
            {
                (true, "EXECUTING") => "stops after the pushes on their way; it goes on when it is resumed",
                (false, "PAUSED") => $"goes on sending now{await ToAsync(call, there, ", to who of {0} has no push yet", cancellationToken)}",
                _ => null,
            };
        }

        if (isPaused)
        {
            return there is not null && IsScheduled(there) ? await NoLongerAsync(call, there, cancellationToken) : null;
        }

        if ((there is not null && CampaignGuards.HasBegun(there)) || await CampaignGuards.SentRunAsync(call, there?.Id, cancellationToken) is not null)
        {
            return null;
        }

        var when = Json.HasUnknown(inputs["schedule"]) ? "at a time not known yet"
            : CampaignRules.Start(inputs) is { } start && start > time.GetUtcNow() ? $"on {CampaignRules.Shown(start)}" : "now";
        return $"sends {when}{To(await CountAsync(call, cancellationToken), " to {0}")}";
    }

    private async Task<string> NoLongerAsync(ResourceCall call, CampaignResponse there, CancellationToken cancellationToken)
    {
        var when = Contract.IsoTime.TryParse(there.Schedule?.StartTime, there.Schedule?.Timezone, out var start) ? $" on {CampaignRules.Shown(start)}" : "";
        return $"will no longer be sent{when}{await ToAsync(call, there, " to {0}", cancellationToken)}";
    }

    private static bool IsScheduled(CampaignResponse there) => there.State?.CampaignStatus?.Value == "SCHEDULED";

    private async Task<string> ToAsync(ResourceCall call, CampaignResponse there, string words, CancellationToken cancellationToken) => To(
        await versions.CountAsync(call.Client(), there.ApplicationId, there.SegmentId, there.SegmentVersion ?? 0, cancellationToken), words);

    private static string To(Contract.AudienceSize? size, string words) =>
        size is null ? "" : string.Format(CultureInfo.InvariantCulture, words, Contract.AudienceSize.Devices(size.Reachable));

    private async Task<Contract.AudienceSize?> CountAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        return call.Connection is null || OfApp.Of(call) is not { } app || Json.IsUnknown(inputs["segmentId"]) || inputs.Text("segmentId") is not { } segment
            || CampaignSegment.Number(call) is not { } version
            ? null : await versions.CountAsync(call.Client(), app, segment, version, cancellationToken);
    }
}
