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
            text.Append(CultureInfo.InvariantCulture, $"{measured.Name}  goal: {measured.Goal}\n");
            if (measured.Ratio is { } ratio)
            {
                Line(text, "ratio", ratio, "");
            }

            foreach (var figure in measured.Figures)
            {
                Line(text, figure.Name, figure.Value, figure.Unit);
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
            ["goal"] = m.Goal,
            ["figures"] = new JsonArray([.. m.Figures.Select(f => new JsonObject { ["name"] = f.Name, ["value"] = f.Value, ["unit"] = f.Unit })]),
        })]),
    }.ToJsonString() + "\n";

    private static void Line(StringBuilder text, string name, double value, string unit) =>
        text.Append(CultureInfo.InvariantCulture, $"  {name,-34} {value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture),12} {unit}\n");
}
