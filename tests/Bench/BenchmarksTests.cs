using Pinpush.Shared.Tests;

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
        stop.CancelAfter(TimeSpan.FromMinutes(5)); // some start dozens of processes

        var measured = await Benchmarks.All[name].RunAsync(0.001, stop.Token);

        Assert.Equal(name, measured.Name);
        Assert.All(measured.Figures, f => Assert.True(double.IsFinite(f.Value), $"{f.Name}: {f.Value}"));
        if (measured.Ratio is null)
        {
            Need.H2load(); // without it there is nothing to compare some of them with
        }

        Assert.True(measured.Ratio > 0, $"{measured.Ratio}");
    }
}
