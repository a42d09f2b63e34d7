using System.Globalization;
using Pinpush.Audience;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Events;
using Pinpush.Contract;

namespace Pinpush.Server.Metrics;

/// <summary>The KPIs of push campaigns, computed from the ledger and the events. Direct sends have no KPI, as with Pinpoint.</summary>
/// <remarks>
/// push-open-rate is opened / delivered, successful-delivery-rate is delivered / attempted (both 0 to 1); unique-deliveries counts endpoints.
/// A name may end in <c>-grouped-by-campaign</c>, <c>-grouped-by-campaign-activity</c> or <c>-grouped-by-date</c>. Source: Pinpoint developer guide, standard
/// metrics.
/// </remarks>
internal sealed class Kpis(Ledger ledger, EventStore events)
{
    private const string Grouped = "-grouped-by-";
    private static readonly string[] Application =
    [
        "push-open-rate", "push-open-rate-grouped-by-campaign", "successful-delivery-rate", "successful-delivery-rate-grouped-by-date", "unique-deliveries",
        "unique-deliveries-grouped-by-campaign", "unique-deliveries-grouped-by-date", "successful-deliveries-grouped-by-campaign",
    ];

    private static readonly string[] Campaign =
    [
        "push-open-rate", "push-open-rate-grouped-by-campaign-activity", "direct-push-opens-grouped-by-campaign-activity", "successful-delivery-rate",
        "successful-delivery-rate-grouped-by-campaign-activity", "successful-delivery-rate-grouped-by-date", "unique-deliveries",
        "unique-deliveries-grouped-by-campaign-activity",
        "unique-deliveries-grouped-by-date", "successful-deliveries-grouped-by-campaign-activity", "attempted-deliveries-grouped-by-campaign-activity",
    ];

    /// <summary>The names that are served, for an app or for a campaign.</summary>
    public static IReadOnlyList<string> Names(bool ofCampaign) => ofCampaign ? Campaign : Application;

    /// <param name="campaign">One campaign, or null for all of the app.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public IReadOnlyList<ResultRow> Rows(string app, string? campaign, string name, DateTimeOffset from, DateTimeOffset to)
    {
        var at = name.IndexOf(Grouped, StringComparison.Ordinal);
        var (metric, by) = at < 0 ? (name, "") : (name[..at], name[(at + Grouped.Length)..]);
        string Group(string ofCampaign, string activity, string time) =>
            by switch { "campaign" => ofCampaign, "campaign-activity" => activity, "date" => time[..10], _ => "" };

        var sums = new SortedDictionary<string, Sum>(StringComparer.Ordinal);
        Sum Of(string key) => sums.TryGetValue(key, out var sum) ? sum : sums[key] = new Sum();
        ledger.EachPage(app, from, to, page =>
        {
            if (campaign is null || page.Campaign == campaign)
            {
                Of(Group(page.Campaign, page.Activity, page.At)).Add(page, metric == "unique-deliveries");
            }
        });
        foreach (var open in events.Opens(app, from, to).Where(o => campaign is null || o.Campaign == campaign))
        {
            Of(Group(open.Campaign, open.Activity, open.At)).Opened++;
        }

        var rows = new List<ResultRow>();
        foreach (var (key, sum) in sums)
        {
            if (Value(metric, sum) is { } value)
            {
                rows.Add(new ResultRow
                {
                    GroupedBys = by.Length == 0
                        ? null : [new ResultRowValue
                        {
                            Key = by switch { "campaign" => "CampaignId", "date" => "Date", _ => "CampaignActivityId" },
                            Type = "String",
                            Value = key,
                        }],
                    Values = [new ResultRowValue
                    {
                        Key = Pascal(metric),
                        Type = "Double",
                        Value = value.ToString("0.0###############", CultureInfo.InvariantCulture),
                    }],
                });
            }
        }

        return rows;
    }

    private static double? Value(string metric, Sum sum) => metric switch
    {
        "push-open-rate" => sum.Delivered == 0 ? null : (double)sum.Opened / sum.Delivered,
        "successful-delivery-rate" => sum.Attempted == 0 ? null : (double)sum.Delivered / sum.Attempted,
        "unique-deliveries" => sum.Reached.Count,
        "successful-deliveries" => sum.Delivered,
        "attempted-deliveries" => sum.Attempted,
        "direct-push-opens" => sum.Opened,
        _ => throw new ArgumentException($"There is no metric {metric}.", nameof(metric)),
    };

    private static string Pascal(string metric) => string.Concat(metric.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private sealed class Sum
    {
        public long Attempted { get; private set; }

        public long Delivered { get; private set; }

        public long Opened { get; set; }

        public Bitmap Reached { get; } = new();

        public void Add(DonePage page, bool unique)
        {
            Attempted += page.Attempted;
            Delivered += page.Delivered;
            for (var i = 0; unique && i < page.Numbers.Length; i++)
            {
                if (page.Outcomes[i] == (byte)Delivery.Reached.Delivered)
                {
                    Reached.Add(page.Numbers[i]);
                }
            }
        }
    }
}
