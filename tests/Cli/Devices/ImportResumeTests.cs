using System.Collections.Concurrent;
using System.Globalization;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Devices;

/// <summary>An import that is cut short between two rounds of batches: the API holds its answer until the test has done the cutting.</summary>
public sealed class ImportResumeTests : IDisposable
{
    private const int Round = 400, All = 3 * Round;

    private readonly Scene scene = new();
    private readonly ConcurrentBag<string> taken = [];

    [Fact(Timeout = 120_000)]
    public async Task Import_CutShortByCtrlCAndByTheServersEnd_GoesOnBehindTheLastWholeRound()
    {
        var ends = TestContext.Current.CancellationToken;
        var file = Write();

        var (first, isHeld) = await StartAsync(holdFrom: Round);
        var url = first.Url;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ends);
        var import = RunAsync(url, file, stop.Token);
        await isHeld.WaitAsync(ends);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Cancelled, await import);
        Assert.Equal($"Stopped after line {Round + 1}. The same command goes on from there.\nCancelled.\n", scene.Error);
        await first.DisposeAsync();

        (var second, isHeld) = await StartAsync(holdFrom: 2 * Round, url);
        import = RunAsync(url, file, ends);
        await isHeld.WaitAsync(ends);
        await second.DisposeAsync();

        Assert.Equal(ExitCode.Refused, await import);
        Assert.StartsWith(
            $"Going on after line {Round + 1}.\nStopped after line {(2 * Round) + 1}. The same command goes on from there.\nNo answer: ", scene.Error,
            StringComparison.Ordinal);

        (var third, _) = await StartAsync(holdFrom: All, url);
        Assert.Equal(ExitCode.Done, await RunAsync(url, file, ends));
        Assert.Equal($"Going on after line {(2 * Round) + 1}.\n", scene.Error);
        Assert.Equal($"{Round} devices imported, 0 lines refused.\n", scene.Output);
        await third.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, All).Select(i => $"id{i}").Order(), taken.Order());
    }

    public void Dispose() => scene.Dispose();

    private Task<int> RunAsync(string url, string file, CancellationToken cancellationToken) => scene.RunAsync(
        cancellationToken, "device", "import", file, "--endpoint-url", url, "--credentials", scene.Credentials(), "--application-id", "app");

    /// <summary>An API that takes devices before <paramref name="holdFrom"/>, and does not answer a batch with one from there on.</summary>
    private async Task<(StandIn Api, Task IsHeld)> StartAsync(int holdFrom, string url = "http://127.0.0.1:0")
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (await StandIn.StartAsync(AnswerAsync, url), held.Task);

        async Task<string?> AnswerAsync(IReadOnlyList<string> ids, CancellationToken stopped)
        {
            if (ids.Any(id => int.Parse(id[2..], CultureInfo.InvariantCulture) >= holdFrom))
            {
                held.TrySetResult();
                await new TaskCompletionSource<string?>().Task.WaitAsync(stopped);
            }

            foreach (var id in ids)
            {
                taken.Add(id);
            }

            return null;
        }
    }

    private string Write()
    {
        var file = Path.Combine(scene.Home, "devices.csv");
        File.WriteAllLines(file, Enumerable.Range(0, All).Select(i => $"id{i},t{i},GCM").Prepend("Id,Address,ChannelType"));
        return file;
    }
}
