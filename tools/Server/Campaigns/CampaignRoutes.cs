using System.Globalization;
using Pinpush.Contract;
using Pinpush.Messages;
using Pinpush.Server.Apps;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Kernel;
using Pinpush.Server.Segments;
using Pinpush.Server.Templates;

namespace Pinpush.Server.Campaigns;

/// <summary>Create, Get, Update, Delete, versions and activities of campaigns.</summary>
internal static class CampaignRoutes
{
    /// <param name="missedAfter">See <see cref="Hosting.ServerOptions.MissedAfter"/>.</param>
    public static CampaignParts Add(
        Parts parts, AppStore apps, SegmentStore segments, TemplateStore templates, EndpointStore endpoints, Deliverer deliverer, TimeSpan missedAfter)
    {
        var time = parts.Time;
        var campaigns = parts.Keep(new CampaignStore(parts.Documents, parts.Account, time));
        var ledger = parts.Keep(new Ledger(parts.Data.File("ledger.db"), time, parts.Log<Ledger>()));
        var sender = new CampaignSender(apps, endpoints, deliverer, ledger, time, parts.Log<CampaignSender>());
        var runner = parts.Keep(new CampaignRunner(
            campaigns, segments, templates, endpoints, ledger, sender, missedAfter, time, parts.Log<CampaignRunner>(), parts.Stopping));
        parts.Tagged.Add("apps/*/campaigns/*", async (names, change, token) =>
            await campaigns.TagAsync(names[0], names[1], change, token) is { } c ? new Tagged(c.Tags) : null);
        parts.AppEnds.Add(async (app, token) =>
        {
            await runner.StopAppAsync(app);
            await ledger.RemoveAppAsync(app, token);
        });
        parts.Own.MapInDoubt(ledger, endpoints);
        parts.Own.MapNamedRuns(ledger);

        var (routes, references) = (parts.Routes, new CampaignReferences(segments, templates));
        IReadOnlyList<Fault> Check(WriteCampaignRequest request) =>
            [.. ContentRules.Check(request), .. CampaignRules.CheckTimes(request.Schedule, time.GetUtcNow())];
        routes.Map("CreateCampaign", WireJson.Default.WriteCampaignRequest, Check, async (call, request, cancellationToken) =>
        {
            var segmentVersion = references.SegmentVersion(call.ApplicationId, request);
            if (references.Check(call.ApplicationId, request, segmentVersion) is { } wrong)
            {
                return wrong;
            }

            var campaign = await campaigns.AddAsync(call.ApplicationId, call.Region, request, segmentVersion, cancellationToken);
            runner.Wake();
            return CampaignAnswers.Of(campaign);
        });
        routes.MapUpdate(campaigns, references, ledger, runner, time);
        routes.Map("GetCampaign", call => Find(call, campaigns) is { } campaign ? CampaignAnswers.Of(campaign) : NoCampaign(call));
        routes.Map("DeleteCampaign", async (call, cancellationToken) =>
        {
            if (await campaigns.RemoveAsync(call.ApplicationId, call.Path["campaign-id"], cancellationToken) is not { } gone)
            {
                return NoCampaign(call);
            }

            await runner.StopAsync(gone.Id);
            return CampaignAnswers.Of(gone with { State = new CampaignState { CampaignStatus = CampaignStatus.Deleted } });
        });
        routes.Map("GetCampaigns", call => CampaignAnswers.Page(call, campaigns.List(call.ApplicationId), c => c.Id));
        routes.Map("GetCampaignVersions", call => Versions(call) is { Count: > 0 } versions
            ? CampaignAnswers.Page(call, [.. versions.Reverse()], c => $"{c.Version}") : NoCampaign(call));
        routes.Map("GetCampaignVersion", call =>
            Versions(call).FirstOrDefault(c => c.Version?.ToString(CultureInfo.InvariantCulture) == call.Path["version"]) is { } campaign
                ? CampaignAnswers.Of(campaign) : NoCampaign(call));
        routes.Map("GetCampaignActivities", call => Find(call, campaigns) is { } campaign
            ? CampaignAnswers.Activities(
                call, campaign, ledger.Activities(campaign.ApplicationId, campaign.Id), deliverer.Troubles(campaign.ApplicationId), runner.WhyAside(campaign))
            : NoCampaign(call));
        return new(campaigns, ledger, runner);

        IReadOnlyList<CampaignResponse> Versions(ApiCall call) => campaigns.Versions(call.ApplicationId, call.Path["campaign-id"]);
    }

    public static ApiAnswer NoCampaign(ApiCall call) => ApiAnswer.NoResource(
        $"app '{call.ApplicationId}' has no campaign "
            + $"'{call.Path["campaign-id"]}'{(call.Path.TryGetValue("version", out var v) ? $" with a version {v}" : "")}.");

    private static CampaignResponse? Find(ApiCall call, CampaignStore campaigns) => campaigns.Get(call.ApplicationId, call.Path["campaign-id"]);
}
