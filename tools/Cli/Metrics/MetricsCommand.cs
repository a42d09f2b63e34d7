using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Metrics;

/// <summary>The push KPIs of an app's campaigns over the last 31 days, Pinpoint's default range. Direct sends are not in them.</summary>
internal sealed class MetricsCommand : PinpointCommand
{
    internal static readonly string[] Kpis = ["push-open-rate", "successful-delivery-rate", "unique-deliveries"];

    private readonly Option<string[]> kpi = new("--kpi")
    {
        Description = $"A KPI's name; may be repeated. Default: {string.Join(", ", Kpis)}",
        HelpName = "NAME",
    };

    public MetricsCommand(CommandHost host)
        : base(host, "metrics", "Show what became of an app's campaigns", "./pinpush metrics", "./pinpush metrics --kpi push-open-rate --json") => Add(kpi);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var names = parsed.GetValue(kpi) is { Length: > 0 } given ? given : Kpis;
        MetricRecord.Printer.Print(Terminal, parsed, await ReadAsync(session, app, names, cancellationToken));
        return ExitCode.Done;
    }

    internal static async Task<IReadOnlyList<MetricRecord>> ReadAsync(
        PinpointSession session, string app, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        List<MetricRecord> metrics = [];
        foreach (var name in names)
        {
            var answer = await session.Client.GetApplicationDateRangeKpiAsync(
                new GetApplicationDateRangeKpiRequest { ApplicationId = app, KpiName = name }, cancellationToken);
            var rows = answer.ApplicationDateRangeKpiResponse.KpiResult.Rows ?? [];
            metrics.AddRange(
                from row in rows
                let grouped = row.GroupedBys is [var first, ..] ? first.Value : null
                from figure in row.Values ?? []
                select new MetricRecord(name, grouped, figure.Key, figure.Value));
            if (rows.Count == 0)
            {
                metrics.Add(new MetricRecord(name, null, null, null));
            }
        }

        return metrics;
    }
}
