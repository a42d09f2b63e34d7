using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Http2;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Tests.Http2;
using Pinpush.Gateways.Transport;
using Xunit;

namespace Pinpush.Gateways.Tests.Transport;

/// <summary>A gateway that takes connections and no push: it is not stormed, nobody waits for it for ever, and nothing of it outlives the pool.</summary>
public sealed class UselessGatewayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> taken = [];
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_ends_each_connection_at_once_is_asked_less_and_less(bool isUrgent)
    {
        _ = ServeAsync([.. Frames(FrameType.Settings, []), .. Frames(FrameType.GoAway, RawPeer.Numbers(0, 0))]);
        await using var pool = Pool();

        var place = RefusedAsync(pool, new PushLane(Patience, isUrgent));
        for (var beat = 0; beat < 39; beat++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(10, Stop);
        }

        Assert.False(place.IsCompleted);
        Assert.InRange(taken.Count, 2, 45);
        Assert.Equal(new PushOutcome.NotProcessed(0, "NoPlace", null), await AgedAsync(place));
    }

    [Fact]
    public async Task One_that_allows_no_streams_keeps_nobody_waiting_for_ever()
    {
        _ = ServeAsync(Frames(FrameType.Settings, RawPeer.Settings((3, 0))));
        await using var pool = Pool();

        Assert.Equal(new PushOutcome.NotProcessed(0, "NoPlace", null), await AgedAsync(RefusedAsync(pool, new PushLane(Patience))));
    }

    [Fact]
    public async Task A_connection_that_comes_when_the_pool_is_closed_is_closed_too()
    {
        for (var i = 0; i < 50; i++)
        {
            var accepting = AcceptAsync();
            var pool = Pool();
            var place = pool.EnterAsync(new PushLane(Patience), Stop).AsTask();
            var peer = await accepting;
            await peer.SendAsync(Frames(FrameType.Settings, []), Stop);
            await Task.Delay(TimeSpan.FromMicroseconds(i * 20), Stop);

            var closing = pool.DisposeAsync().AsTask();

            (await place).Leave();
            await closing.WaitAsync(TimeSpan.FromSeconds(20), Stop);
            await GoneAsync(peer);
        }
    }

    [Fact]
    public async Task Nobody_listens_and_only_who_has_patience_waits()
    {
        await using var pool = Pool();
        listener.Stop();
        var missed = new PushOutcome.NotProcessed(0, "ConnectionError", null);
        var (patient, urgent) = (RefusedAsync(pool, new PushLane(Patience)), RefusedAsync(pool, PushLane.Direct));

        Assert.Equal(missed, await AgedAsync(urgent));

        Assert.Equal((false, "ConnectionError"), (patient.IsCompleted, pool.Trouble));
        Assert.Equal(missed, await AgedAsync(patient));
    }

    public void Dispose()
    {
        listener.Dispose();
        taken.ForEach(s => s.Dispose());
    }

    private GatewayPool Pool()
    {
        listener.Start();
        return new GatewayPool(new Dialer(new Uri($"http://{listener.LocalEndpoint}"), null, null), SenderLimits.Apns, clock);
    }

    private async Task<Socket> AcceptAsync()
    {
        listener.Start();
        return await listener.AcceptSocketAsync(Stop);
    }

    private async Task ServeAsync(byte[] greeting)
    {
        while (true)
        {
            var peer = await AcceptAsync();
            taken.Add(peer);
            await peer.SendAsync(greeting, Stop);
        }
    }

    /// <summary>Waits until there is no place. One may be had before the connection is known to end.</summary>
    private static async Task<PushOutcome> RefusedAsync(GatewayPool pool, PushLane lane)
    {
        while (true)
        {
            var place = await pool.EnterAsync(lane, Stop);
            if (place.Failure is { } failure)
            {
                return failure;
            }

            place.Leave();
        }
    }

    private async Task<PushOutcome> AgedAsync(Task<PushOutcome> place)
    {
        for (var i = 0; i < 2000 && !place.IsCompleted; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1, Stop);
        }

        Assert.True(place.IsCompleted);
        return await place;
    }

    private static async Task GoneAsync(Socket peer)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            while (await peer.ReceiveAsync(new byte[1000], patience.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // reset
        }

        peer.Dispose();
    }

    private static byte[] Frames(FrameType type, byte[] payload)
    {
        var bytes = new byte[Frame.HeaderSize + payload.Length];
        new Frame(payload.Length, type, 0, 0).Write(bytes);
        payload.CopyTo(bytes, Frame.HeaderSize);
        return bytes;
    }
}
