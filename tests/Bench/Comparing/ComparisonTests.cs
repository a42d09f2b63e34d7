using Pinpush.Bench.Comparing;

namespace Pinpush.Bench.Tests.Comparing;

public sealed class ComparisonTests
{
    [Fact]
    public void Table_has_medians_of_both_and_their_ratio()
    {
        static IReadOnlyList<Figure> Round(double rate, params Figure[] more) => [new("rate", rate, "pushes/s"), .. more];

        var table = ComparisonTable.Head("main", "HEAD") + ComparisonTable.Of(
            "campaign", [Round(1000, new Figure("gone", 1)), Round(3000), Round(2000)], [Round(5000, new Figure("added", 2)), Round(3000)]);

        Assert.Equal(
            """
            median of the rounds                               main           HEAD    ratio
            campaign
              rate                                            2,000          4,000        2  pushes/s
              added                                               -              2        -
              gone                                                1              -        -

            """,
            table);
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<BenchmarkFailedException>(
            () => Comparison.RunAsync("no-such-revision", "HEAD", ["segment"], 1, 1, TestContext.Current.CancellationToken));

        Assert.StartsWith("'no-such-revision' is no revision: ", failure.Message, StringComparison.Ordinal);
    }
}
