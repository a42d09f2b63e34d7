using Pinpush.Cli.Serving;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class RehearsalTests
{
    [Fact(Timeout = 60_000)]
    public async Task Rehearsal_ToItsEnd_LeavesNothingBehind()
    {
        var before = Folders(); // of servers that were killed

        await Rehearsal.RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(Folders().Except(before));
    }

    [Fact(Timeout = 60_000)]
    public async Task Rehearsal_Stopped_LeavesNothingBehind()
    {
        var before = Folders();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var rehearsal = Rehearsal.RunAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rehearsal);
        Assert.Empty(Folders().Except(before));
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "pinpush-rehearsal-*");
}
