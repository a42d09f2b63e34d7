using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Campaigns;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>Recipients that wait until their push is tried again.</summary>
public sealed class PutOffsTests : IDisposable
{
    private static readonly PushOutcome.NotProcessed Busy = new(503, "Busy", TimeSpan.FromSeconds(10));

    private readonly FakeTimeProvider clock = new();
    private readonly CancellationTokenSource over = new();
    private readonly PutOffs putOffs;

    public PutOffsTests() => putOffs = new(clock, over.Token);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => over.Dispose();

    [Fact]
    public async Task WaitAsync_SomebodyIsPutOff_WaitsForTheTimeAndThenGivesThem()
    {
        putOffs.Opened(1);
        putOffs.Add(7, isInDoubt: false, putOffs.Wait(7, Busy)!.Value); // within a day
        var waiting = putOffs.WaitAsync(Cancel);

        Assert.Null(putOffs.TakeDue(10));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(13));

        Assert.True(await waiting);
        Assert.Equal([7], putOffs.TakeDue(10)!.Value.Numbers); // its time has come
    }

    [Fact]
    public async Task WaitAsync_ItIsOver_WaitsForThoseOnTheirWayAndNoLonger()
    {
        putOffs.Opened(2);
        putOffs.Add(7, isInDoubt: false, TimeSpan.FromMinutes(15));
        await over.CancelAsync();

        Assert.True(await putOffs.WaitAsync(Cancel));
        Assert.Equal([7], putOffs.TakeDue(10)!.Value.Numbers); // nobody waits any longer
        var waiting = putOffs.WaitAsync(Cancel);
        await Task.Delay(50, Cancel);
        Assert.False(waiting.IsCompleted);
        putOffs.Closed();

        Assert.True(await waiting);
        Assert.False(await putOffs.WaitAsync(Cancel));
    }

    [Fact]
    public void Wait_LongerThanADayInAll_IsNone()
    {
        Assert.NotNull(putOffs.Wait(7, Busy));
        clock.Advance(TimeSpan.FromHours(24));

        Assert.Null(putOffs.Wait(7, Busy));
        Assert.Equal(Busy, putOffs.Last(7));
    }
}
