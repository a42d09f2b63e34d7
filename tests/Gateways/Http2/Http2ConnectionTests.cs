using Pinpush.Gateways.Http2;
using Xunit;
using static Pinpush.Gateways.Tests.Http2.RawPeer;

namespace Pinpush.Gateways.Tests.Http2;

/// <summary>The connection against RFC 9113, section by section: what it does with legal frames, however odd.</summary>
public sealed class Http2ConnectionTests
{
    private const ushort MaxStreams = 3, InitialWindow = 4;

    [Fact] // 3.4, 6.5
    public async Task Settings_are_acknowledged_and_pushes_from_the_peer_refused()
    {
        await using var peer = await ConnectAsync();

        var (_, settings) = await peer.NextAsync(FrameType.Settings);
        Assert.Equal(Settings((2, 0), (6, 16_384)), settings);
        Assert.True((await peer.NextAsync(FrameType.Settings)).Frame.Has(Frame.Ack));
    }

    [Fact] // 5.1.1, 8.1
    public async Task Answers_may_come_in_any_order()
    {
        await using var peer = await ConnectAsync();
        var (first, second) = (peer.Request(), peer.Request());
        Assert.Equal(1, await peer.WholeAsync());
        Assert.Equal(3, await peer.WholeAsync());

        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 3, [0x88]);
        Assert.Equal(200, (await second).Status);
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 1, [0x8d]);

        Assert.Equal(404, (await first).Status);
    }

    [Fact] // 5.1.2
    public async Task The_peers_limit_of_streams_is_kept_and_followed()
    {
        await using var peer = await ConnectAsync((MaxStreams, 1));
        var first = peer.Request();
        Assert.Null(peer.Connection.TryReserve(isUrgent: true, inWindow: false));

        await peer.SendAsync(FrameType.Settings, 0, 0, Settings((MaxStreams, 2)));
        await peer.NextAsync(FrameType.Settings);
        await peer.NextAsync(FrameType.Settings);
        await peer.NextAsync(FrameType.Settings); // its own, and two acknowledged

        var second = peer.Request();
        Assert.Null(peer.Connection.TryReserve(isUrgent: true, inWindow: false));
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 1, Ok);
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 3, Ok);
        Assert.Equal([200, 200], (await Task.WhenAll(first, second)).Select(a => a.Status));
    }

    [Fact] // 6.1, 6.2, 6.10
    public async Task Padding_continuations_interim_answers_and_trailers_are_understood()
    {
        await using var peer = await ConnectAsync();
        var answer = peer.Request();

        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders, 1, [0x48, 3, .. "103"u8]); // interim: 103
        await peer.SendAsync(FrameType.Headers, Frame.Padded | Frame.HasPriority, 1, [2, 0, 0, 0, 0, 16, 0x88, 0, 0]);
        await peer.SendAsync(FrameType.Continuation, 0, 1, []);
        await peer.SendAsync(FrameType.Continuation, Frame.EndHeaders, 1, [0x00, 7, .. "apns-id"u8, 1, .. "7"u8]);
        await peer.SendAsync(FrameType.Data, Frame.Padded, 1, [3, .. "{}"u8, 0, 0, 0]);
        await peer.SendAsync((FrameType)0x77, 0xff, 1, [1, 2, 3]); // of a kind that nobody knows
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 1, [0x00, 1, .. "x"u8, 1, .. "y"u8]); // a trailer

        var said = await answer;
        Assert.Equal((200, "7", "{}"), (said.Status, said.ApnsId, System.Text.Encoding.UTF8.GetString(said.Body)));
    }

    [Fact] // 6.4
    public async Task A_refused_stream_was_left_alone_and_any_other_reset_is_in_doubt()
    {
        await using var peer = await ConnectAsync();
        var (refused, reset, known) = (peer.Request(), peer.Request(), peer.Request());
        await peer.WholeAsync();
        await peer.WholeAsync();
        await peer.WholeAsync();

        await peer.SendAsync(FrameType.ResetStream, 0, 1, Numbers((int)ErrorCode.RefusedStream));
        await peer.SendAsync(FrameType.ResetStream, 0, 3, Numbers((int)ErrorCode.InternalError));
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders, 5, Ok);
        await peer.SendAsync(FrameType.ResetStream, 0, 5, Numbers((int)ErrorCode.Cancel));

        Assert.Equal((Fate.LeftAlone, "RefusedStream"), Of(await refused));
        Assert.Equal((Fate.InDoubt, "InternalError"), Of(await reset));
        Assert.Equal(200, (await known).Status); // the status came, and says all
    }

    [Fact]
    public async Task A_peer_that_refuses_every_stream_is_given_up_in_the_end()
    {
        await using var peer = await ConnectAsync();

        for (var i = 0; i < 32; i++)
        {
            var refused = peer.Request();
            await peer.SendAsync(FrameType.ResetStream, 0, await peer.WholeAsync(), Numbers((int)ErrorCode.RefusedStream));
            Assert.Equal((Fate.LeftAlone, "RefusedStream"), Of(await refused));
        }

        Assert.Null(peer.Connection.TryReserve(isUrgent: true, inWindow: false));
    }

    [Fact] // 6.8
    public async Task What_a_GOAWAY_disowns_was_left_alone_and_the_rest_is_answered()
    {
        await using var peer = await ConnectAsync();
        var (kept, disowned) = (peer.Request(), peer.Request());
        await peer.WholeAsync();
        await peer.WholeAsync();

        await peer.SendAsync(FrameType.GoAway, 0, 0, [.. Numbers(1, 0), .. """{"reason":"Shutdown"}"""u8]);

        Assert.Equal((Fate.LeftAlone, "GOAWAY:Shutdown"), Of(await disowned));
        Assert.Null(peer.Connection.TryReserve(isUrgent: true, inWindow: false));
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 1, Ok);
        Assert.Equal(200, (await kept).Status);
    }

    [Fact] // 6.8, 5.4.1
    public async Task After_a_GOAWAY_and_a_cut_only_what_it_spared_is_in_doubt()
    {
        await using var peer = await ConnectAsync();
        var (spared, disowned) = (peer.Request(), peer.Request());
        await peer.WholeAsync();
        await peer.WholeAsync();

        await peer.SendAsync(FrameType.GoAway, 0, 0, Numbers(int.MaxValue, 0)); // it will say later which
        await peer.SendAsync(FrameType.GoAway, 0, 0, Numbers(1, 0));
        await disowned;
        peer.Cut();

        Assert.Equal(Fate.LeftAlone, (await disowned).Fate);
        Assert.Equal(Fate.InDoubt, (await spared).Fate);
    }

    [Fact] // 6.9
    public async Task A_body_goes_out_as_the_windows_let_it()
    {
        await using var peer = await ConnectAsync((InitialWindow, 1));
        var answer = peer.Request(body: 4);
        Assert.Equal(1, (await peer.NextAsync(FrameType.Data)).Frame.Length);

        await peer.SendAsync(FrameType.WindowUpdate, 0, 1, Numbers(1));
        Assert.Equal(1, (await peer.NextAsync(FrameType.Data)).Frame.Length);
        await peer.SendAsync(FrameType.Settings, 0, 0, Settings((InitialWindow, 3))); // the window of the open stream moves too
        Assert.Equal((2, true), (await peer.NextAsync(FrameType.Data)) is var (last, _) ? (last.Length, last.Has(Frame.EndStream)) : default);

        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 1, Ok);
        Assert.Equal(200, (await answer).Status);
    }

    [Fact] // 6.9
    public async Task The_window_of_the_connection_holds_for_all_streams_together()
    {
        await using var peer = await ConnectAsync();
        var answers = Enumerable.Range(0, 20).Select(_ => peer.Request(body: 4000)).ToList(); // 80,000 bytes, and 65,535 may go

        for (var sent = 0; sent < 65_535; sent += (await peer.NextAsync(FrameType.Data)).Frame.Length)
        {
        }

        peer.Clock.Advance(TimeSpan.FromSeconds(10));
        peer.Connection.Look();
        Assert.Equal(Fate.LeftAlone, (await answers[^1]).Fate); // it never left whole
        Assert.Equal(Fate.InDoubt, (await answers[0]).Fate);
    }

    [Fact]
    public async Task A_request_that_is_cut_off_before_its_end_was_left_alone()
    {
        await using var peer = await ConnectAsync((InitialWindow, 1));
        var answer = peer.Request(body: 4);
        await peer.NextAsync(FrameType.Data);

        peer.Cut();

        Assert.Equal(Fate.LeftAlone, (await answer).Fate);
    }

    [Fact]
    public async Task A_request_without_an_answer_ends_in_time_and_its_stream_is_cancelled()
    {
        await using var peer = await ConnectAsync();
        var answer = peer.Request();
        await peer.WholeAsync();

        peer.Clock.Advance(TimeSpan.FromSeconds(10));
        peer.Connection.Look();

        Assert.Equal((Fate.InDoubt, "timeout"), Of(await answer));
        Assert.Equal(Numbers((int)ErrorCode.Cancel), (await peer.NextAsync(FrameType.ResetStream)).Payload);
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 1, Ok); // too late, and legal
        var next = peer.Request();
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 3, Ok);
        Assert.Equal(200, (await next).Status);
    }

    [Fact]
    public async Task A_connection_that_hangs_gets_nothing_new_and_is_closed()
    {
        await using var peer = await ConnectAsync();
        var answer = peer.Request();
        await peer.WholeAsync();

        peer.Clock.Advance(ConnectionLimits.Silent);
        peer.Connection.Look();
        await peer.NextAsync(FrameType.Ping);
        Assert.Null(peer.Connection.TryReserve(isUrgent: true, inWindow: false));
        peer.Clock.Advance(ConnectionLimits.Deaf);
        peer.Connection.Look();

        Assert.Equal((Fate.InDoubt, "NoPingAnswer"), Of(await answer));
    }

    [Fact]
    public async Task A_connection_that_was_silent_for_long_is_asked_before_it_is_used()
    {
        await using var peer = await ConnectAsync();
        peer.Clock.Advance(ConnectionLimits.Stale + TimeSpan.FromSeconds(1));

        Assert.Null(peer.Connection.TryReserve(isUrgent: true, inWindow: false));

        var (_, payload) = await peer.NextAsync(FrameType.Ping);
        await peer.SendAsync(FrameType.Ping, Frame.Ack, 0, payload);
        await peer.SendAsync(FrameType.Ping, 0, 0, payload);
        await peer.NextAsync(FrameType.Ping); // it has read both
        Assert.NotNull(peer.Connection.TryReserve(isUrgent: true, inWindow: false));
    }

    [Fact]
    public async Task Pushes_that_wait_for_long_make_room_in_the_window_for_as_many_again()
    {
        await using var peer = await ConnectAsync();
        var window = peer.Window;
        for (var i = 0; i < window.Most - 1; i++)
        {
            Assert.True(window.TryTake());
        }

        Assert.True(window.TryTake());
        Assert.False(window.TryTake());
        var place = peer.Connection.TryReserve(isUrgent: false, inWindow: true);
        Assert.NotNull(place); // the last one's
        var answer = peer.Connection.SendAsync(place, [0x83], new byte[2]);

        peer.Clock.Advance(ConnectionLimits.Overdue);
        peer.Connection.Look();

        Assert.True(window.TryTake());
        Assert.False(window.TryTake());
        await peer.SendAsync(FrameType.Headers, Frame.EndHeaders | Frame.EndStream, 1, Ok);
        Assert.Equal(200, (await answer).Status);
        Assert.False(window.TryTake()); // its own place was taken long ago
    }

    private static (Fate Fate, string Cause) Of(Http2Answer answer) => (answer.Fate, answer.Cause);
}
