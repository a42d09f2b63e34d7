using Pinpush.Contract;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Events;
using Pinpush.Server.Identity;
using Pinpush.Server.Kernel;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Metrics;

/// <summary>GetApplicationDateRangeKpi and GetCampaignDateRangeKpi. Without dates: the last 31 days. Data older than 90 days gives no rows.</summary>
internal static class MetricRoutes
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31), Kept = TimeSpan.FromDays(90);

    public static void Add(Parts parts, CampaignParts campaigns, EventStore events, EndpointStore endpoints)
    {
        var (time, kpis) = (parts.Time, new Kpis(campaigns.Ledger, events, endpoints, new DamageReport(parts.Log<Kpis>())));
        parts.Routes.Map("GetApplicationDateRangeKpi", call =>
            Range(call, time, ofCampaign: false, out var from, out var to) ?? ApiAnswer.Of(new ApplicationDateRangeKpiResponse
            {
                ApplicationId = call.ApplicationId,
                KpiName = call.Path["kpi-name"],
                StartTime = Times.Stamp(from),
                EndTime = Times.Stamp(to),
                KpiResult = new BaseKpiResult { Rows = Rows(call, null, from, to, kpis, time) },
            }, WireJson.Default.ApplicationDateRangeKpiResponse));
        parts.Routes.Map("GetCampaignDateRangeKpi", call => campaigns.Campaigns.Get(call.ApplicationId, call.Path["campaign-id"]) is null
            ? ApiAnswer.NoResource($"app '{call.ApplicationId}' has no campaign '{call.Path["campaign-id"]}'.")
            : Range(call, time, ofCampaign: true, out var from, out var to) ?? ApiAnswer.Of(new CampaignDateRangeKpiResponse
            {
                ApplicationId = call.ApplicationId,
                CampaignId = call.Path["campaign-id"],
                KpiName = call.Path["kpi-name"],
                StartTime = Times.Stamp(from),
                EndTime = Times.Stamp(to),
                KpiResult = new BaseKpiResult { Rows = Rows(call, call.Path["campaign-id"], from, to, kpis, time) },
            }, WireJson.Default.CampaignDateRangeKpiResponse));
    }

    private static IReadOnlyList<ResultRow> Rows(ApiCall call, string? campaign, DateTimeOffset from, DateTimeOffset to, Kpis kpis, TimeProvider time)
    {
        var oldest = time.GetUtcNow() - Kept;
        return to < oldest ? [] : kpis.Rows(call.ApplicationId, campaign, call.Path["kpi-name"], from > oldest ? from : oldest, to);
    }

    private static ApiAnswer? Range(ApiCall call, TimeProvider time, bool ofCampaign, out DateTimeOffset from, out DateTimeOffset to)
    {
        to = time.GetUtcNow();
        from = to - Longest;
        var name = call.Path["kpi-name"];
        if (!Kpis.Names(ofCampaign).Contains(name))
        {
            return ApiAnswer.BadRequest($"The KPI '{name}' is not served; there are {string.Join(", ", Kpis.Names(ofCampaign))}.");
        }

        if (call.One("end-time") is { Length: > 0 } end && !IsoTime.TryParse(end, out to))
        {
            return ApiAnswer.BadRequest($"end-time '{end}' is not an ISO 8601 time.");
        }

        from = to - DateTimeOffset.MinValue > Longest ? to - Longest : DateTimeOffset.MinValue;
        if (call.One("start-time") is { Length: > 0 } start && !IsoTime.TryParse(start, out from))
        {
            return ApiAnswer.BadRequest($"start-time '{start}' is not an ISO 8601 time.");
        }

        return from > to ? ApiAnswer.BadRequest("start-time is after end-time.")
            : to - from > Longest ? ApiAnswer.BadRequest("The range is longer than 31 days.")
            : null;
    }
}
