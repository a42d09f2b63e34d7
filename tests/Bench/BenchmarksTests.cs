using Xunit;

namespace Pinpush.Bench.Tests;

/// <summary>Each benchmark at a thousandth of its size, so that none rots. A push that fails ends it with an exception; no test looks at a time.</summary>
public sealed class BenchmarksTests
{
    public static TheoryData<string> Names => [.. Benchmarks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Runs_and_reports_a_ratio(string name)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(60));

        var measured = await Benchmarks.All[name](0.001, stop.Token);

        Assert.Equal(name, measured.Name);
        Assert.True(double.IsFinite(measured.Ratio) && measured.Ratio > 0, $"{measured.Ratio}");
        Assert.StartsWith("ratio", measured.Figures[0].Name, StringComparison.Ordinal);
    }
}
