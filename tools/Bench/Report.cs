using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Pinpush.Bench;

/// <summary>The figures for people and for programs.</summary>
internal static class Report
{
    public static string Table(IEnumerable<Measured> all)
    {
        var text = new StringBuilder();
        foreach (var measured in all)
        {
            text.Append(Line(measured.Name, "", "", "goal", "half of it", "reached")).Append('\n');
            foreach (var (name, value, unit, goal) in measured.Figures)
            {
                text.Append(Line("  " + name, Number(value), unit, goal is null ? "" : Number(goal.Value), goal is null ? "" : Number(goal.Half),
                    goal?.Reached(value) ?? "")).Append('\n');
            }
        }

        return text.ToString();
    }

    public static string Json(IEnumerable<Measured> all, double scale) => new JsonObject
    {
        ["scale"] = scale,
        ["processors"] = Environment.ProcessorCount,
        ["benchmarks"] = new JsonArray([.. all.Select(m => new JsonObject
        {
            ["name"] = m.Name,
            ["ratio"] = m.Ratio,
            ["figures"] = new JsonArray([.. m.Figures.Select(f => new JsonObject
            {
                ["name"] = f.Name, ["value"] = f.Value, ["unit"] = f.Unit, ["goal"] = f.Goal?.Value, ["half"] = f.Goal?.Half,
                ["reached"] = f.Goal?.Reached(f.Value),
            })]),
        })]),
    }.ToJsonString() + "\n";

    /// <summary>Three places behind the point at most; none from 100 on.</summary>
    public static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture);

    private static string Line(string name, string value, string unit, string goal, string half, string reached) =>
        $"{name,-44} {value,12} {unit,-11} {goal,8} {half,10}  {reached}".TrimEnd();
}
