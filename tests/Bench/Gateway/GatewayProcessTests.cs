using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pinpush.Bench.Gateway;
using Pinpush.Shared.Tests;

namespace Pinpush.Bench.Tests.Gateway;

public sealed class GatewayProcessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_each_push_with_its_id_and_counts_it()
    {
        await using var gateway = await StartAsync(new() { Streams = 10 });
        using var client = Client();
        string[] tokens = ["aa", "bb", "cc", "aa"];

        foreach (var token in tokens)
        {
            var id = Guid.NewGuid();
            using var answer = await client.SendAsync(Push(gateway, "/3/device/" + token, "{}", id), Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal($"{id}", Assert.Single(answer.Headers.GetValues("apns-id")));
        }

        var counts = await gateway.CountsAsync(mark: 2, Stop);
        Assert.Equal((4, 3, 1, 1, 0), (counts.Requests, counts.Distinct, counts.Connections, counts.MostInFlight, counts.Refused));
        Assert.True(counts.First < counts.Marked && counts.Marked < counts.Last);
    }

    [Fact]
    public async Task Counts_anew_after_a_reset()
    {
        await using var gateway = await StartAsync(new() { Streams = 10 });
        using var client = Client();
        (await client.SendAsync(Push(gateway, "/3/device/aa", "{}"), Stop)).Dispose();

        await gateway.ResetAsync(silentEvery: 0, Stop);

        var counts = await gateway.CountsAsync(mark: 1, Stop);
        Assert.Equal((0, 0, 0, 0), (counts.Requests, counts.Distinct, counts.Connections, counts.MostInFlight));
    }

    [Fact]
    public async Task Answers_after_the_delay_and_never_before()
    {
        await using var gateway = await StartAsync(new() { Streams = 10, Delay = 50 });
        using var client = Client();

        (await client.SendAsync(Push(gateway, "/3/device/aa", "{}"), Stop)).Dispose();

        var counts = await gateway.CountsAsync(mark: 1, Stop);
        Assert.True(Stopwatch.GetElapsedTime(counts.First) >= TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Leaves_one_in_so_many_unanswered_until_all_are_to_be()
    {
        await using var gateway = await StartAsync(new() { Streams = 10 });
        using var client = Client();
        await gateway.ResetAsync(silentEvery: 2, Stop);
        (await client.SendAsync(Push(gateway, "/3/device/aa", "{}"), Stop)).Dispose();
        var silent = client.SendAsync(Push(gateway, "/3/device/bb", "{}"), Stop);
        await Until.SoAsync(async () => await gateway.EndedAsync(Stop) == 2, Stop); // else the next one may overtake it
        (await client.SendAsync(Push(gateway, "/3/device/cc", "{}"), Stop)).Dispose();
        Assert.False(silent.IsCompleted);

        await gateway.AnswerAllAsync(Stop);

        using var answer = await silent;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, await gateway.EndedAsync(Stop));
    }

    [Fact]
    public async Task Tells_pushes_to_FCM_apart_by_their_bodies()
    {
        await using var gateway = await StartAsync(new() { Streams = 10, Fcm = true });
        using var client = Client();

        foreach (var body in new[] { "a", "b", "a" })
        {
            using var answer = await client.SendAsync(Push(gateway, "/v1/projects/p/messages:send", body), Stop);
            Assert.Equal("""{"name":"projects/p/messages/1"}""", await answer.Content.ReadAsStringAsync(Stop));
        }

        var counts = await gateway.CountsAsync(mark: 1, Stop);
        Assert.Equal((3, 2), (counts.Requests, counts.Distinct));
    }

    [Fact]
    public async Task Refuses_a_stream_too_many()
    {
        await using var gateway = await StartAsync(new() { Streams = 1, Delay = 10_000 });
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Address.Port, Stop);
        byte[] frames = [
            .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0,
            0, 0, 1, 1, 5, 0, 0, 0, 1, 0x82, // HEADERS of stream 1, END_STREAM and END_HEADERS: a GET
            0, 0, 1, 1, 5, 0, 0, 0, 3, 0x82];

        await socket.GetStream().WriteAsync(frames, Stop);

        var buffer = new byte[1024];
        var length = 0;
        byte[] reset = [0, 0, 4, 3, 0, 0, 0, 0, 3, 0, 0, 0, 7]; // RST_STREAM of stream 3: REFUSED_STREAM
        while (buffer.AsSpan(0, length).IndexOf(reset) < 0)
        {
            var read = await socket.GetStream().ReadAsync(buffer.AsMemory(length), Stop);
            Assert.NotEqual(0, read);
            length += read;
        }

        var counts = await gateway.CountsAsync(mark: 1, Stop);
        Assert.Equal((1, 1), (counts.Requests, counts.Refused));
    }

    private static Task<GatewayProcess> StartAsync(GatewaySettings settings) => GatewayProcess.StartAsync(settings, Stop);

    private static HttpMessageInvoker Client() => new(new SocketsHttpHandler { UseProxy = false });

    private static HttpRequestMessage Push(GatewayProcess gateway, string path, string body, Guid? id = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        if (id is { } known)
        {
            request.Headers.TryAddWithoutValidation("apns-id", known.ToString());
        }

        return request;
    }
}
