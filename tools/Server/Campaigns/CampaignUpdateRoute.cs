using Pinpush.Contract;
using Pinpush.Messages;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Campaigns;

/// <summary>UpdateCampaign: what is left out stays. A campaign that runs can be paused, resumed and renamed, and one that has run stays as it is.</summary>
internal static class CampaignUpdateRoute
{
    public static void MapUpdate(
        this RouteTable routes, CampaignStore campaigns, CampaignReferences references, Ledger ledger, CampaignRunner runner, TimeProvider time) =>
        routes.Map("UpdateCampaign", async (call, cancellationToken) =>
        {
            if (call.Read(WireJson.Default.WriteCampaignRequest, out var fault) is not { } update)
            {
                return fault!; // set when the request is null
            }

            while (campaigns.Get(call.ApplicationId, call.Path["campaign-id"]) is { } now) // once more when somebody else was quicker
            {
                var hasBegun = HasBegun(now, ledger);
                if (Judge(now, update, hasBegun, references, time.GetUtcNow(), out var next) is { } wrong)
                {
                    return wrong;
                }

                if (await campaigns.UpdateAsync(now, next, hasBegun, cancellationToken) is not { } changed)
                {
                    continue;
                }

                if (changed.State?.CampaignStatus == CampaignStatus.Paused)
                {
                    await runner.StopAsync(changed.Id); // nothing of it leaves after the answer
                }

                runner.Wake();
                return CampaignAnswers.Of(campaigns.Get(changed.ApplicationId, changed.Id) ?? changed);
            }

            return CampaignRoutes.NoCampaign(call);
        }, Repeat.ActsAnew);

    // Its run stands in the ledger, and may be held up.
    private static bool HasBegun(CampaignResponse campaign, Ledger ledger) => campaign.State?.CampaignStatus switch
    {
        CampaignStatus.Executing => true,
        CampaignStatus.Paused => ledger.IsOpen(campaign.ApplicationId, campaign.Id),
        _ => false,
    };

    // What is sent to whom and when is judged only where it changes: pausing always works. When it goes on, its time has to be one that is to come.
    private static ApiAnswer? Judge(
        CampaignResponse now, WriteCampaignRequest update, bool hasBegun, CampaignReferences references, DateTimeOffset at, out CampaignResponse next)
    {
        var request = CampaignMerge.Apply(now, update);
        var segmentVersion = references.SegmentVersion(now.ApplicationId, request);
        next = CampaignStore.Apply(request, segmentVersion, now);
        var isAnother = CampaignMerge.IsAnotherRun(now, next);
        next = next with { State = new CampaignState { CampaignStatus = StatusOf(now, update, next, hasBegun, isAnother) } };
        if (now.State?.CampaignStatus is not (CampaignStatus.Scheduled or CampaignStatus.Executing or CampaignStatus.Paused or CampaignStatus.Invalid))
        {
            return ApiAnswer.BadRequest($"Campaign '{now.Id}' has run and cannot be changed: create a new one to send again.");
        }

        if (isAnother && hasBegun)
        {
            return ApiAnswer.BadRequest(
                $"Campaign '{now.Id}' runs, and only IsPaused, Name and Description of it can be changed: create a new one to send something else.");
        }

        List<Fault> faults =
        [
            .. TagRules.CheckUpdate(now.Tags, update.Tags),
            .. isAnother ? ContentRules.Check(request) : [],
            .. isAnother || next.State.CampaignStatus == CampaignStatus.Scheduled ? CampaignRules.CheckTimes(request.Schedule, at) : [],
        ];
        return faults.Count > 0 ? ApiAnswer.BadRequest(faults) : isAnother ? references.Check(now.ApplicationId, request, segmentVersion) : null;
    }

    // One that was refused is tried again when the update changes what is sent, or says when; not for a new name alone.
    private static CampaignStatus StatusOf(
        CampaignResponse now, WriteCampaignRequest update, CampaignResponse next, bool hasBegun, bool isAnother) =>
        next.IsPaused == true ? CampaignStatus.Paused
        : hasBegun ? CampaignStatus.Executing
        : now.State?.CampaignStatus == CampaignStatus.Invalid && update is { IsPaused: null, Schedule: null } && !isAnother ? CampaignStatus.Invalid
        : CampaignStatus.Scheduled;
}
