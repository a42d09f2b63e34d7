using System.Globalization;
using System.Text;

namespace Pinpush.Bench.Reporting;

/// <summary>The page <c>docs/performance.md</c>.</summary>
internal static class PerformancePage
{
    public const string Path = "docs/performance.md";

    private const string Introduction = """
        # Performance

        How fast this project is and what that costs. This page is written by a program; change the program, not the page.

        Most benchmarks run the server beside something bare that does the same outer work and nothing else, in the same minutes on the same machine.
        The first figure of each is the ratio of the two rates: 1 means as fast as the bare thing. Ratios can be compared between machines; all other
        figures hold for this machine only. A goal is what the design asks for; "half" means at least half as good.

        Each benchmark runs five rounds after one that is not counted, both sides in turn. Told is the round whose ratio is the median. A push or a call
        that fails ends the benchmark without figures. In the campaigns server and gateway are processes of their own. The gateway counts every push,
        and the rate of a campaign is that between its first and its last arrival there; "call to completed" is the whole time, from the call that
        creates the campaign to the answer that says it is completed. Processor time and memory per push are those of the server alone.

        """;

    /// <param name="day">When they were measured.</param>
    /// <param name="scale">The fraction of the full size.</param>
    public static string Of(IEnumerable<Measured> all, Machine machine, DateOnly day, double scale)
    {
        var page = new StringBuilder(Introduction);
        page.Append(CultureInfo.InvariantCulture, $"""

            Measured on {day:yyyy-MM-dd}{(scale < 1 ? $", at {scale} of the full size" : "")}: {machine}.

            """);
        foreach (var measured in all)
        {
            page.Append(CultureInfo.InvariantCulture, $"""

                ## {measured.Name}

                {Benchmarks.All[measured.Name].About}

                | figure | value | goal | reached |
                | --- | ---: | ---: | --- |

                """);
            foreach (var (name, value, unit, goal) in measured.Figures)
            {
                var told = $"{Report.Number(value)} {unit}".TrimEnd();
                page.Append(CultureInfo.InvariantCulture, $"| {name} | {told} | {Bound(goal)} | {goal?.Reached(value)} |\n");
            }
        }

        return page.Append("""

            ## Measure again

            ```bash
            dotnet run -c Release --project tools/Bench                      # all, as a table
            dotnet run -c Release --project tools/Bench -- campaign-0        # one of them
            dotnet run -c Release --project tools/Bench -- report            # all, into this page
            dotnet run -c Release --project tools/Bench -- compare main HEAD # two revisions, in turn
            ```

            h2load comes from the package nghttp2-client, @parse/node-apn from `npm ci` in `tests/Peers`. What is missing is left out, and said.

            """).ToString();
    }

    private static string Bound(Goal? goal) => goal is null ? "" : $"at {(goal.AtMost ? "most" : "least")} {Report.Number(goal.Value)}";
}
