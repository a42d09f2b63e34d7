using Pinpush.Contract;
using Pinpush.Server.Identity;
using Pinpush.Server.Kernel;
using Pinpush.Server.Storage;
using Pinpush.Server.Tags;

namespace Pinpush.Server.Campaigns;

/// <summary>Campaigns with all their versions.</summary>
internal sealed class CampaignStore(DocumentFile file, Account account, TimeProvider time) : IDisposable
{
    private readonly Documents<CampaignResponse> campaigns = new(file, "campaign", WireJson.Default.CampaignResponse,
        (old, next, all) => ResourceKey.Check(old?.Tags, next.Tags, all.Where(c => c.ApplicationId == next.ApplicationId).Select(c => (c.Arn, c.Tags))));

    public CampaignResponse? Get(string app, string id) => campaigns.Get(app, id);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<CampaignResponse> List(string app) =>
        [.. campaigns.Of(app).OrderByDescending(c => c.CreationDate, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];

    /// <summary>Oldest first; empty when there is no such campaign.</summary>
    public IReadOnlyList<CampaignResponse> Versions(string app, string id) => campaigns.Versions(app, id);

    /// <summary>The campaigns of all apps in one of these states.</summary>
    public IEnumerable<CampaignResponse> In(CampaignStatus first, CampaignStatus second) =>
        campaigns.Everything.Where(c => c.State?.CampaignStatus is { } status && (status == first || status == second));

    public async Task<CampaignResponse> AddAsync(
        string app, string region, WriteCampaignRequest request, int segmentVersion, CancellationToken cancellationToken)
    {
        var (id, now) = (Ids.New(), time.Stamp());
        var campaign = Apply(request, segmentVersion, new CampaignResponse
        {
            Id = id,
            ApplicationId = app,
            Arn = account.Arn(region, $"apps/{app}/campaigns/{id}"),
            SegmentId = request.SegmentId!, // checked by CampaignRules
            SegmentVersion = segmentVersion,
            AdditionalTreatments = [],
            HoldoutPercent = 0,
            Tags = request.Tags,
            CreationDate = now,
            LastModifiedDate = now,
            Version = 1,
        });
        await campaigns.ChangeAsync(app, id, _ => campaign, newVersion: true, cancellationToken);
        return campaign;
    }

    /// <summary>Writes an update. Null when the campaign is another one by now: then it has to be looked at again.</summary>
    /// <param name="now">The campaign that the update was judged by.</param>
    /// <param name="next">What becomes of it.</param>
    /// <param name="hasBegun">Its run has begun and stands on its version, so this makes no new one.</param>
    public Task<CampaignResponse?> UpdateAsync(CampaignResponse now, CampaignResponse next, bool hasBegun, CancellationToken cancellationToken) =>
        campaigns.ChangeAsync(now.ApplicationId, now.Id, old => !ReferenceEquals(old, now) ? null : next with
        {
            LastModifiedDate = time.Stamp(),
            Version = hasBegun ? now.Version : now.Version + 1,
        }, newVersion: !hasBegun, cancellationToken);

    /// <summary>A campaign as a request has it; tags are not changed here.</summary>
    public static CampaignResponse Apply(WriteCampaignRequest request, int segmentVersion, CampaignResponse campaign) => campaign with
    {
        Name = request.Name,
        Description = request.Description,
        SegmentId = request.SegmentId!, // checked by CampaignRules
        SegmentVersion = segmentVersion,
        MessageConfiguration = request.MessageConfiguration,
        TemplateConfiguration = request.TemplateConfiguration,
        Schedule = request.Schedule,
        Limits = request.Limits ?? new CampaignLimits(),
        IsPaused = request.IsPaused ?? false,
        Priority = request.Priority,
        TreatmentName = request.TreatmentName,
        TreatmentDescription = request.TreatmentDescription,
        State = new CampaignState { CampaignStatus = request.IsPaused == true ? CampaignStatus.Paused : CampaignStatus.Scheduled },
    };

    /// <summary>
    /// Takes a campaign that is due for its run. Null when it was changed, paused or deleted since it was looked at: then it must not be sent.
    /// </summary>
    public Task<CampaignResponse?> ClaimAsync(CampaignResponse campaign, CancellationToken cancellationToken) => campaigns.ChangeAsync(
        campaign.ApplicationId, campaign.Id,
        old => old?.Version == campaign.Version && old?.State?.CampaignStatus is CampaignStatus.Scheduled or CampaignStatus.Executing
            ? old with { State = new CampaignState { CampaignStatus = CampaignStatus.Executing } }
            : null,
        newVersion: false, cancellationToken);

    /// <summary>Closes a campaign whose run has ended, though somebody paused it at that moment.</summary>
    public Task<CampaignResponse?> CloseAsync(string app, string id, CampaignStatus status, CancellationToken cancellationToken) => campaigns.ChangeAsync(
        app, id, old => old is null ? null : old with { State = new CampaignState { CampaignStatus = status }, IsPaused = false },
        newVersion: false, cancellationToken);

    public Task<CampaignResponse?> TagAsync(
        string app, string id, TagChange change, CancellationToken cancellationToken) =>
        campaigns.ChangeAsync(app, id, old => old is null ? null : old with { Tags = change(old.Tags) }, newVersion: false, cancellationToken);

    public Task<CampaignResponse?> RemoveAsync(string app, string id, CancellationToken cancellationToken) => campaigns.RemoveAsync(app, id, cancellationToken);

    /// <summary>Stops what was running: the ledger that told who has it is lost, and going on would send to everybody again.</summary>
    /// <returns>What was stopped.</returns>
    public async Task<IReadOnlyList<CampaignResponse>> PauseRunningAsync(CancellationToken cancellationToken)
    {
        var running = In(CampaignStatus.Executing, CampaignStatus.Executing).ToList();
        foreach (var campaign in running)
        {
            await campaigns.ChangeAsync(
                campaign.ApplicationId, campaign.Id,
                old => old is null ? null : old with { IsPaused = true, State = new CampaignState { CampaignStatus = CampaignStatus.Paused } },
                newVersion: false, cancellationToken);
        }

        return running;
    }

    public void Dispose() => campaigns.Dispose();
}
