using System.Text.Json.Serialization;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Metrics;

/// <summary>One figure, as <c>metrics --json</c> prints a list of.</summary>
/// <param name="Kpi">The KPI's name, such as push-open-rate.</param>
/// <param name="Group">The campaign, activity or day that the figure is of; null when the KPI has no groups.</param>
/// <param name="Key">The figure's own name in the answer.</param>
/// <param name="Value">As the API writes it: text, e.g. 0.5. Null when there is nothing to count.</param>
internal sealed record MetricRecord(string Kpi, string? Group, string? Key, string? Value)
{
    public static readonly RecordPrinter<MetricRecord> Printer = new()
    {
        Json = MetricJson.Default,
        Headers = ["KPI", "Group", "Figure", "Value"],
        Row = m => [m.Kpi, m.Group, m.Key, m.Value],
    };
}

[JsonSerializable(typeof(IReadOnlyList<MetricRecord>))]
internal sealed partial class MetricJson : JsonSerializerContext;
