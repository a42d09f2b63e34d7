using Pinpush.Gateways.Http2;
using Xunit;
using static Pinpush.Gateways.Tests.Http2.RawPeer;

namespace Pinpush.Gateways.Tests.Http2;

/// <summary>A peer that breaks the protocol or a bound loses the connection, and every push has its outcome.</summary>
public sealed class HostileFramesTests
{
    [Theory]
    [InlineData(FrameType.PushPromise, 1, 8, ErrorCode.ProtocolError)]
    [InlineData(FrameType.Headers, 3, 1, ErrorCode.ProtocolError)] // a stream that nobody opened
    [InlineData(FrameType.Headers, 2, 1, ErrorCode.ProtocolError)] // one of the peer's own
    [InlineData(FrameType.Headers, 0, 1, ErrorCode.ProtocolError)]
    [InlineData(FrameType.Data, 0, 1, ErrorCode.ProtocolError)]
    [InlineData(FrameType.Data, 99, 1, ErrorCode.ProtocolError)]
    [InlineData(FrameType.Continuation, 1, 1, ErrorCode.ProtocolError)]
    [InlineData(FrameType.Settings, 1, 6, ErrorCode.ProtocolError)]
    [InlineData(FrameType.Settings, 0, 5, ErrorCode.FrameSizeError)]
    [InlineData(FrameType.Ping, 1, 8, ErrorCode.ProtocolError)]
    [InlineData(FrameType.Ping, 0, 7, ErrorCode.ProtocolError)]
    [InlineData(FrameType.GoAway, 1, 8, ErrorCode.ProtocolError)]
    [InlineData(FrameType.GoAway, 0, 4, ErrorCode.ProtocolError)]
    [InlineData(FrameType.WindowUpdate, 0, 4, ErrorCode.ProtocolError)] // by nothing
    [InlineData(FrameType.WindowUpdate, 0, 5, ErrorCode.FrameSizeError)]
    [InlineData(FrameType.ResetStream, 1, 3, ErrorCode.FrameSizeError)]
    [InlineData(FrameType.ResetStream, 7, 4, ErrorCode.ProtocolError)]
    internal async Task A_frame_that_has_no_place(FrameType type, int stream, int length, ErrorCode code)
    {
        await using var peer = await ConnectAsync();
        var answer = peer.Request();
        await peer.WholeAsync();

        await peer.SendAsync(type, 0, stream, new byte[length]);

        Assert.Equal(code, await peer.GoodbyeAsync());
        Assert.Equal(Fate.InDoubt, (await answer).Fate);
    }

    [Fact]
    public async Task A_frame_that_is_too_large() =>
        await AssertEndedAsync(ErrorCode.FrameSizeError, peer => peer.SendAsync([0x00, 0x40, 0x01, 0, 0, 0, 0, 0, 1]));

    [Fact]
    public async Task Headers_that_do_not_end() => await AssertEndedAsync(ErrorCode.EnhanceYourCalm, async peer =>
    {
        await peer.SendAsync(FrameType.Headers, 0, 1, [0x88]);
        for (var i = 0; i < 20; i++)
        {
            await peer.SendAsync(FrameType.Continuation, 0, 1, []);
        }
    });

    [Fact]
    public async Task A_header_block_that_is_too_large() => await AssertEndedAsync(ErrorCode.EnhanceYourCalm, async peer =>
    {
        await peer.SendAsync(FrameType.Headers, 0, 1, new byte[16_384]);
        for (var i = 0; i < 5; i++)
        {
            await peer.SendAsync(FrameType.Continuation, 0, 1, new byte[16_384]);
        }
    });

    [Fact]
    public async Task A_header_block_that_another_frame_breaks_into() => await AssertEndedAsync(ErrorCode.ProtocolError, async peer =>
    {
        await peer.SendAsync(FrameType.Headers, 0, 1, [0x88]);
        await peer.SendAsync(FrameType.Ping, 0, 0, new byte[8]);
    });

    [Fact]
    public async Task A_broken_header_block() =>
        await AssertEndedAsync(ErrorCode.CompressionError, peer => peer.SendAsync(FrameType.Headers, Frame.EndHeaders, 1, [0xff, 0xff]));

    [Fact]
    public async Task Padding_that_is_longer_than_its_frame() =>
        await AssertEndedAsync(ErrorCode.ProtocolError, peer => peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.Padded, 1, [9, 0x88]));

    [Fact]
    public async Task A_window_beyond_all_bounds() =>
        await AssertEndedAsync(ErrorCode.FlowControlError, peer => peer.SendAsync(FrameType.WindowUpdate, 0, 0, Numbers(int.MaxValue)));

    [Fact]
    public async Task An_answer_without_end_costs_its_stream_only()
    {
        await using var peer = await ConnectAsync();
        var (endless, next) = (peer.Request(), peer.Request());
        await peer.WholeAsync();
        await peer.WholeAsync();

        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders, 1, Ok);
        for (var i = 0; i < 5; i++)
        {
            await peer.SendAsync(FrameType.Data, 0, 1, new byte[16_384]);
        }

        Assert.Equal(200, (await endless).Status);
        Assert.Equal(1, (await peer.NextAsync(FrameType.ResetStream)).Frame.Stream);
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 3, Ok);
        Assert.Equal(200, (await next).Status);
    }

    [Fact]
    public async Task Something_else_than_HTTP_2_is_told()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync((System.Net.IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var server = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await server.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<IOException>(() => Http2Connection.OpenAsync(client.GetStream(),
            new ConnectionLimits(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)), new PushWindow(1), TimeProvider.System, () => { },
            TestContext.Current.CancellationToken));
    }

    private static async Task AssertEndedAsync(ErrorCode code, Func<RawPeer, Task> act)
    {
        await using var peer = await ConnectAsync();
        var answer = peer.Request();
        await peer.WholeAsync();

        await act(peer);

        Assert.Equal(code, await peer.GoodbyeAsync());
        Assert.Equal(Fate.InDoubt, (await answer).Fate);
        Assert.Null(peer.Connection.TryReserve(isUrgent: true, inWindow: false));
    }
}
