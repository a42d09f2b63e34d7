using System.Globalization;
using Pinpush.Server.Api;
using Pinpush.Server.Apps;
using Pinpush.Server.Segments;
using Pinpush.Server.Templates;
using Pinpush.Contract;

namespace Pinpush.Server.Campaigns;

/// <summary>Create, Get, Update, Delete, versions and activities of campaigns.</summary>
internal static class CampaignRoutes
{
    public static void MapCampaigns(this RouteTable routes, AppStore apps, SegmentStore segments, TemplateStore templates, CampaignStore campaigns, CampaignRunner runner, Ledger ledger)
    {
        routes.MapOfApp(apps, "CreateCampaign", async (call, cancellationToken) =>
        {
            if (Read(call, segments, templates, out var segmentVersion, out var fault) is not { } request)
            {
                return fault!; // set when the request is null
            }

            var campaign = await campaigns.AddAsync(call.ApplicationId, call.Region, request, segmentVersion, cancellationToken);
            runner.Wake();
            return Of(campaign);
        });
        routes.MapOfApp(apps, "UpdateCampaign", async (call, cancellationToken) =>
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
        });
        routes.MapOfApp(apps, "GetCampaign", (call, _) => new(Find(call, campaigns) is { } campaign ? Of(campaign) : NoCampaign(call)));
        routes.MapOfApp(apps, "DeleteCampaign", async (call, cancellationToken) =>
        {
            if (await campaigns.RemoveAsync(call.ApplicationId, call.Path["campaign-id"], cancellationToken) is not { } gone)
            {
                return NoCampaign(call);
            }

            await runner.StopAsync(gone.Id);
            return Of(gone with { State = new CampaignState { CampaignStatus = CampaignStatus.Deleted } });
        });
        routes.MapOfApp(apps, "GetCampaigns", (call, _) => new(Page(call, campaigns.List(call.ApplicationId), c => c.Id)));
        routes.MapOfApp(apps, "GetCampaignVersions", (call, _) => new(campaigns.Versions(call.ApplicationId, call.Path["campaign-id"]) is { Count: > 0 } versions
            ? Page(call, [.. versions.Reverse()], c => $"{c.Version}")
            : NoCampaign(call)));
        routes.MapOfApp(apps, "GetCampaignVersion", (call, _) => new(
            campaigns.Versions(call.ApplicationId, call.Path["campaign-id"]).FirstOrDefault(c => c.Version?.ToString(CultureInfo.InvariantCulture) == call.Path["version"]) is { } campaign
                ? Of(campaign)
                : NoCampaign(call)));
        routes.MapOfApp(apps, "GetCampaignActivities", (call, _) =>
        {
            if (Find(call, campaigns) is null)
            {
                return new(NoCampaign(call));
            }

            var (page, next, fault) = call.Page(ledger.Activities(call.ApplicationId, call.Path["campaign-id"]), a => a.Id);
            return new(fault ?? ApiAnswer.Of(new ActivitiesResponse { Item = page, NextToken = next }, WireJson.Default.ActivitiesResponse));
        });
    }

    private static WriteCampaignRequest? Read(ApiCall call, SegmentStore segments, TemplateStore templates, out int segmentVersion, out ApiAnswer? fault)
    {
        segmentVersion = 0;
        if (call.Read(WireJson.Default.WriteCampaignRequest, out fault) is not { } request)
        {
            return null;
        }

        if (CampaignRules.Check(request) is { Count: > 0 } faults)
        {
            fault = ApiAnswer.BadRequest(faults);
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

        fault = ApiAnswer.NotFound($"Resource not found: app '{call.ApplicationId}' has no segment '{request.SegmentId}'{(versions.Count > 0 ? $" with a version {segmentVersion}" : "")}.");
        return null;
    }

    private static CampaignResponse? Find(ApiCall call, CampaignStore campaigns) => campaigns.Get(call.ApplicationId, call.Path["campaign-id"]);

    private static ApiAnswer Page(ApiCall call, IReadOnlyList<CampaignResponse> all, Func<CampaignResponse, string> id)
    {
        var (page, next, fault) = call.Page(all, id);
        return fault ?? ApiAnswer.Of(new CampaignsResponse { Item = page, NextToken = next }, WireJson.Default.CampaignsResponse);
    }

    private static ApiAnswer Of(CampaignResponse campaign) => ApiAnswer.Of(campaign, WireJson.Default.CampaignResponse);

    private static ApiAnswer NoCampaign(ApiCall call) => ApiAnswer.NotFound(
        $"Resource not found: app '{call.ApplicationId}' has no campaign '{call.Path["campaign-id"]}'{(call.Path.TryGetValue("version", out var v) ? $" with a version {v}" : "")}.");
}
