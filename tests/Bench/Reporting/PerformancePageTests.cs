using Pinpush.Bench.Reporting;

namespace Pinpush.Bench.Tests.Reporting;

public sealed class PerformancePageTests
{
    private static readonly Machine Some = new(2, 8.2e9, "Some CPU", "Debian GNU/Linux 12", ".NET 10.0.1");

    [Fact]
    public void Page_has_machine_day_and_every_figure()
    {
        Measured[] all =
        [
            new("campaign-0", [new("ratio to h2load", 0.6, Goal: new(0.55)), new("ours, CPU per push", 31.2, "us", new(20, AtMost: true))]),
            new("segment", [new("ratio to one pass over plain bits", 0.5), new("endpoints", 1_000_000)]),
        ];

        var page = PerformancePage.Of(all, Some, new DateOnly(2026, 11, 29), scale: 1);

        Assert.StartsWith("# Performance\n", page, StringComparison.Ordinal);
        Assert.Contains(
            """

            Measured on 2026-11-29: 2 cores of Some CPU, 8.2 GB, Debian GNU/Linux 12, .NET 10.0.1.

            ## campaign-0

            A campaign over TLS to a gateway that answers at once; beside h2load, which sends one push over and over.

            | figure | value | goal | reached |
            | --- | ---: | ---: | --- |
            | ratio to h2load | 0.6 | at least 0.55 | yes |
            | ours, CPU per push | 31.2 us | at most 20 | half |

            ## segment

            Four criteria, one of them exclusive, over a million endpoints; beside one pass over plain bits.

            | figure | value | goal | reached |
            | --- | ---: | ---: | --- |
            | ratio to one pass over plain bits | 0.5 |  |  |
            | endpoints | 1,000,000 |  |  |

            ## Measure again

            """,
            page, StringComparison.Ordinal);
        Assert.EndsWith("What is missing is left out, and said.\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_says_when_it_is_not_of_the_full_size() =>
        Assert.Contains("\nMeasured on 2026-11-29, at 0.1 of the full size: 2 cores", PerformancePage.Of([], Some, new DateOnly(2026, 11, 29), 0.1),
            StringComparison.Ordinal);

    [Fact]
    public void Machine_is_this_one() => Assert.True(Machine.Here() is { Cores: > 0, Memory: > 1e8, Processor.Length: > 0 }, $"{Machine.Here()}");
}
