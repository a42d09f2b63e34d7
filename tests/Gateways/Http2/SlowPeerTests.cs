using Pinpush.Gateways.Http2;
using Xunit;
using static Pinpush.Gateways.Tests.Http2.RawPeer;

namespace Pinpush.Gateways.Tests.Http2;

/// <summary>A peer that does not read, so that requests gather behind a write: what is said to have been left alone never arrives later.</summary>
public sealed class SlowPeerTests
{
    private const ushort MaxStreams = 3, InitialWindow = 4;
    private const int Requests = 14, Bytes = 500_000; // together more than the buffers of two sockets

    [Fact]
    public async Task What_had_gathered_when_the_connection_ended_never_leaves()
    {
        await using var peer = await StuckAsync();
        var answers = Fill(peer);
        await Task.Delay(100, TestContext.Current.CancellationToken); // the first write is under way
        answers.AddRange(Enumerable.Range(0, 10).Select(_ => peer.Request()));

        await peer.SendAsync(FrameType.PushPromise, 0, 1, new byte[8]);

        await AssertLeftAloneNeverArrivesAsync(peer, answers);
    }

    [Fact]
    public async Task What_had_gathered_when_its_time_was_over_never_leaves()
    {
        await using var peer = await StuckAsync();
        var answers = Fill(peer);
        await Task.Delay(100, TestContext.Current.CancellationToken); // the first write is under way
        answers.AddRange(Enumerable.Range(0, 10).Select(_ => peer.Request()));

        peer.Clock.Advance(TimeSpan.FromSeconds(10));
        peer.Connection.Look();
        peer.Connection.Look();

        await AssertLeftAloneNeverArrivesAsync(peer, answers);
    }

    [Fact]
    public async Task A_peer_that_speaks_and_does_not_read_loses_the_connection()
    {
        await using var peer = await StuckAsync();
        var answers = Fill(peer);
        for (var second = 0; second <= 10; second++)
        {
            await peer.SendAsync(FrameType.WindowUpdate, 0, 1, Numbers(1)); // it is not silent
            await Task.Delay(20, TestContext.Current.CancellationToken);
            peer.Clock.Advance(TimeSpan.FromSeconds(1));
            peer.Connection.Look();
        }

        Assert.True(peer.Connection.IsLost);
        await Task.WhenAll(answers);
    }

    private static async Task<RawPeer> StuckAsync()
    {
        var peer = await ConnectAsync((MaxStreams, 1000), (InitialWindow, int.MaxValue));
        await peer.SendAsync(FrameType.WindowUpdate, 0, 0, Numbers(1_000_000_000));
        await peer.SendAsync(FrameType.Ping, 0, 0, new byte[8]);
        await peer.NextAsync(FrameType.Ping); // it knows the window now
        return peer;
    }

    private static List<Task<Http2Answer>> Fill(RawPeer peer) => [.. Enumerable.Range(0, Requests).Select(_ => peer.Request(Bytes))];

    private static async Task AssertLeftAloneNeverArrivesAsync(RawPeer peer, List<Task<Http2Answer>> answers)
    {
        var fates = (await Task.WhenAll(answers)).Select(a => a.Fate).ToList();
        Assert.Contains(Fate.LeftAlone, fates);
        var arrived = await peer.ArrivedAsync();
        Assert.NotEmpty(arrived);
        Assert.All(arrived, id => Assert.NotEqual(Fate.LeftAlone, fates[(id - 1) / 2]));
    }
}
