using System.Globalization;
using Pinpush.Contract;
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
        var campaigns = parts.Keep(new CampaignStore(parts.Core, parts.Writer, parts.Account, time));
        var ledger = parts.Keep(new Ledger(parts.Data.File("ledger.db"), time));
        var sender = new CampaignSender(apps, endpoints, deliverer, ledger, time, parts.Log<CampaignSender>());
        var runner = parts.Keep(new CampaignRunner(campaigns, segments, templates, endpoints, ledger, sender, missedAfter, time, parts.Log<CampaignRunner>()));
        parts.Tagged.Add("apps/*/campaigns/*", async (names, change, token) =>
            await campaigns.TagAsync(names[0], names[1], change, token) is { } c ? new Tagged(c.Tags) : null);
        parts.AppEnds.Add(async (app, token) =>
        {
            var gone = campaigns.List(app);
            await campaigns.RemoveAppAsync(app, token); // first: what is stopped must not start again
            foreach (var campaign in gone)
            {
                await runner.StopAsync(campaign.Id);
            }

            await ledger.RemoveAppAsync(app, token);
        });
        parts.Own.MapInDoubt(ledger, endpoints);
        parts.Own.MapNamedRuns(ledger);

        var routes = parts.Routes;
        routes.Map("CreateCampaign", async (call, cancellationToken) =>
        {
            if (Read(call, segments, templates, out var segmentVersion, out var fault) is not { } request)
            {
                return fault!; // set when the request is null
            }

            var campaign = await campaigns.AddAsync(call.ApplicationId, call.Region, request, segmentVersion, cancellationToken);
            runner.Wake();
            return Of(campaign);
        });
        routes.Map("UpdateCampaign", async (call, cancellationToken) =>
        {
            if (Find(call, campaigns) is null)
            {
                return NoCampaign(call);
            }

            if (Read(call, segments, templates, out var segmentVersion, out var fault) is not { } request)
            {
                return fault!; // set when the request is null
            }

            var campaign = await campaigns.UpdateAsync(call.ApplicationId, call.Path["campaign-id"], request, segmentVersion, cancellationToken);
            runner.Wake();
            return campaign is not null ? Of(campaign)
                : ApiAnswer.BadRequest($"Campaign '{call.Path["campaign-id"]}' runs or has run and cannot be changed: create a new one to send again.");
        }, Repeat.ActsAnew);
        routes.Map("GetCampaign", call => Find(call, campaigns) is { } campaign ? Of(campaign) : NoCampaign(call));
        routes.Map("DeleteCampaign", async (call, cancellationToken) =>
        {
            if (await campaigns.RemoveAsync(call.ApplicationId, call.Path["campaign-id"], cancellationToken) is not { } gone)
            {
                return NoCampaign(call);
            }

            await runner.StopAsync(gone.Id);
            return Of(gone with { State = new CampaignState { CampaignStatus = CampaignStatus.Deleted } });
        });
        routes.Map("GetCampaigns", call => Page(call, campaigns.List(call.ApplicationId), c => c.Id));
        routes.Map("GetCampaignVersions",
            call => Versions(call) is { Count: > 0 } versions ? Page(call, [.. versions.Reverse()], c => $"{c.Version}") : NoCampaign(call));
        routes.Map("GetCampaignVersion", call =>
            Versions(call).FirstOrDefault(c => c.Version?.ToString(CultureInfo.InvariantCulture) == call.Path["version"]) is { } campaign
                ? Of(campaign) : NoCampaign(call));
        routes.Map("GetCampaignActivities", call => Find(call, campaigns) is null ? NoCampaign(call)
            : call.Page(ledger.Activities(call.ApplicationId, call.Path["campaign-id"]), a => a.Id, (page, next) =>
                ApiAnswer.Of(new ActivitiesResponse { Item = page, NextToken = next }, WireJson.Default.ActivitiesResponse)));
        return new(campaigns, ledger, runner);

        IReadOnlyList<CampaignResponse> Versions(ApiCall call) => campaigns.Versions(call.ApplicationId, call.Path["campaign-id"]);
    }

    private static WriteCampaignRequest? Read(ApiCall call, SegmentStore segments, TemplateStore templates, out int segmentVersion, out ApiAnswer? fault)
    {
        segmentVersion = 0;
        if (call.Read(WireJson.Default.WriteCampaignRequest, CampaignRules.Check, out fault) is not { } request)
        {
            return null;
        }

        if (templates.Find(request.TemplateConfiguration, out var missing) is null && missing is not null)
        {
            fault = ApiAnswer.BadRequest([missing]);
            return null;
        }

        var versions = segments.Versions(call.ApplicationId, request.SegmentId!); // checked by CampaignRules
        segmentVersion = request.SegmentVersion ?? versions.Count;
        if (segmentVersion >= 1 && segmentVersion <= versions.Count)
        {
            return request;
        }

        fault = ApiAnswer.NotFound(
            "Resource not found: "
                + $"app '{call.ApplicationId}' has no segment '{request.SegmentId}'{(versions.Count > 0 ? $" with a version {segmentVersion}" : "")}.");
        return null;
    }

    private static CampaignResponse? Find(ApiCall call, CampaignStore campaigns) => campaigns.Get(call.ApplicationId, call.Path["campaign-id"]);

    private static ApiAnswer Page(ApiCall call, IReadOnlyList<CampaignResponse> all, Func<CampaignResponse, string> id) => call.Page(all, id, (page, next) =>
        ApiAnswer.Of(new CampaignsResponse { Item = page, NextToken = next }, WireJson.Default.CampaignsResponse));

    private static ApiAnswer Of(CampaignResponse campaign) => ApiAnswer.Of(campaign, WireJson.Default.CampaignResponse);

    private static ApiAnswer NoCampaign(ApiCall call) => ApiAnswer.NotFound(
        "Resource not found: "
            + $"app '{call.ApplicationId}' has no campaign "
            + $"'{call.Path["campaign-id"]}'{(call.Path.TryGetValue("version", out var v) ? $" with a version {v}" : "")}.");
}
