namespace Pinpush.Bench.Tests;

public sealed class ReportTests
{
    private static readonly Measured[] Some =
        [new("push", [new("ratio", 0.41, Goal: new(0.8)), new("p99", 24.5, "ms", new(25, AtMost: true)), new("late", 51, "ms", new(25, AtMost: true)),
            new("rate", 12345.6, "pushes/s")])];

    [Fact]
    public void Table_shows_goal_half_of_it_and_whether_it_was_reached() => Assert.Equal(
        """
        push                                                                      goal half of it  reached
          ratio                                              0.41                  0.8        0.4  half
          p99                                                24.5 ms                25         50  yes
          late                                                 51 ms                25         50  no
          rate                                             12,346 pushes/s

        """,
        Report.Table(Some));

    [Fact]
    public void A_ratio_is_missing_where_the_bare_thing_is() => Assert.Null(new Measured("push", [new("ours", 3, "pushes/s")]).Ratio);

    [Fact]
    public void Json_has_the_same() => Assert.StartsWith(
        $$"""{"scale":1,"processors":{{Environment.ProcessorCount}},"benchmarks":[{"name":"push","ratio":0.41"""
            + ""","figures":[{"name":"ratio","value":0.41,"unit":"","goal":0.8,"half":0.4,"reached":"half"},""",
        Report.Json(Some, 1),
        StringComparison.Ordinal);
}
