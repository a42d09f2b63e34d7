using Pinpush.Cli.Serving;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class RehearsalTests
{
    [Fact(Timeout = 60_000)]
    public async Task Rehearsal_ToItsEnd_LeavesNothingBehind()
    {
        await Rehearsal.RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(Folders());
    }

    [Fact(Timeout = 60_000)]
    public async Task Rehearsal_Stopped_LeavesNothingBehind()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var rehearsal = Rehearsal.RunAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rehearsal);
        Assert.Empty(Folders());
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "pinpush-rehearsal-*");
}
