using System.Globalization;
using Pinpush.Audience;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Events;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;
using Pinpush.Contract;

namespace Pinpush.Server.Metrics;

/// <summary>The KPIs of push campaigns, computed from the ledger and the events. Direct sends have no KPI, as with Pinpoint.</summary>
/// <remarks>
/// push-open-rate is opened / delivered, successful-delivery-rate is delivered / attempted (both 0 to 1); unique-deliveries counts endpoints. Only an
/// endpoint that a run was delivered to can open it, and once; opens of what was delivered before the time that is asked for make a rate of 1 at most.
/// A name may end in <c>-grouped-by-campaign</c>, <c>-grouped-by-campaign-activity</c> or <c>-grouped-by-date</c>. Source: Pinpoint developer guide, standard
/// metrics.
/// </remarks>
internal sealed class Kpis(Ledger ledger, EventStore events, EndpointStore endpoints, DamageReport damage)
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
        var opens = metric.Contains("open", StringComparison.Ordinal)
            ? events.Opens(app, from, to, damage.Tell).Where(o => campaign is null || o.Campaign == campaign).ToList() : [];
        var (audiences, first) = (new Audiences(), Times.Stamp(from));
        ledger.EachPage(app, opens.Count > 0 ? DateTimeOffset.MinValue : from, to, page =>
        {
            if (campaign is null || page.Campaign == campaign)
            {
                if (string.CompareOrdinal(page.At, first) >= 0)
                {
                    Of(Group(page.Campaign, page.Activity, page.At)).Add(page, metric == "unique-deliveries");
                }

                if (opens.Count > 0)
                {
                    audiences.Add(page);
                }
            }
        }, damage.Tell);
        var numbers = endpoints.Numbers(app, opens.Select(o => o.Endpoint));
        foreach (var open in opens)
        {
            if (numbers.TryGetValue(open.Endpoint, out var number) && audiences.Open(open.Campaign, open.Activity, number) is { } activity)
            {
                Of(Group(open.Campaign, activity, open.At)).Opened++;
            }
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
        "push-open-rate" => sum.Delivered == 0 ? null : Math.Min(1, (double)sum.Opened / sum.Delivered),
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
            if (unique)
            {
                AddDelivered(page, Reached);
            }
        }
    }

    private static void AddDelivered(DonePage page, Bitmap to)
    {
        for (var i = 0; i < page.Numbers.Length; i++)
        {
            if (page.Outcomes[i] == (byte)Delivery.Reached.Delivered)
            {
                to.Add(page.Numbers[i]);
            }
        }
    }

    /// <summary>Who was delivered a push of which run and has not opened it.</summary>
    private sealed class Audiences
    {
        private readonly Dictionary<(string Campaign, string Activity), Bitmap> closed = [];

        public void Add(DonePage page)
        {
            if (!closed.TryGetValue((page.Campaign, page.Activity), out var audience))
            {
                closed[(page.Campaign, page.Activity)] = audience = new Bitmap();
            }

            AddDelivered(page, audience);
        }

        /// <summary>One of them opens it; gives the run.</summary>
        /// <param name="activity">The run that the device names; empty for none.</param>
        /// <returns>Null for somebody who was not sent it, or has opened it already.</returns>
        public string? Open(string campaign, string activity, int number) => activity.Length > 0
            ? closed.TryGetValue((campaign, activity), out var audience) && audience.Remove(number) ? activity : null
            : closed.FirstOrDefault(a => a.Key.Campaign == campaign && a.Value.Remove(number)).Key.Activity;
    }
}
