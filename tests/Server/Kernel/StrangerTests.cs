using System.Net.Sockets;
using System.Text;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Kernel;

/// <summary>Whoever has no key costs the server little, and the others nothing.</summary>
public sealed class StrangerTests
{
    private const long MiB = 1024 * 1024;
    private const string Announced = "Content-Length: 7000000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_OfAStranger_IsNotWaitedFor()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        using var unknown = new SignedHttp(server.Address, "AKIAUNKNOWN", "secret");
        using var late = server.Http();
        string[][] strangers =
        [
            [], ["Authorization: Basic YTpi"], unknown.Sign("POST", "/v1/apps", ""),
            late.Sign("POST", "/v1/apps", "", TimeProvider.System.GetUtcNow().AddHours(-1)),
        ];

        foreach (var headers in strangers)
        {
            using var http = await RawHttp.OpenAsync(server.Address);
            await http.SendAsync("POST /v1/apps HTTP/1.1", [Announced, .. headers]); // nothing of it comes

            Assert.Equal(403, await http.ReadStatusAsync());
        }
    }

    [Fact]
    public async Task Body_OfAStranger_IsReadAwayForAWhileSoThatTheyHear()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);

        var answer = await RawHttp.AskAsync(server.Address, "POST /v1/apps HTTP/1.1", [Announced], new string('x', 7_000_000));

        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task Bodies_Of120Strangers_TakeNoMemory()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);
        var (before, body) = (server.PeakMemory, Encoding.ASCII.GetBytes(new string('x', 7_000_000)));

        var refused = await Task.WhenAll(Enumerable.Range(0, 120).Select(async _ =>
        {
            using var http = await RawHttp.OpenAsync(server.Address);
            await http.SendAsync("POST /v1/apps HTTP/1.1", Announced);
            var status = http.ReadStatusAsync();
            try
            {
                await http.SendAsync(body);
            }
            catch (IOException)
            {
                // with so many at a time, nobody waits for the end of each
            }

            return await status;
        }));

        Assert.All(refused, s => Assert.Equal(403, s));
        Assert.InRange(server.PeakMemory - before, 0, 128 * MiB); // of 840
    }

    [Fact]
    public async Task Connections_400IdleOfOneAddress_LeaveRoomForOthers()
    {
        await using var server = await ServerProcess.StartAsync(Cancel, before: "ulimit -n 512; ");
        var idle = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => RawHttp.OpenAsync(server.Address, "127.0.0.9")));

        using var other = await RawHttp.OpenAsync(server.Address, "127.0.0.2");
        await other.SendAsync("GET /healthz HTTP/1.1", "Connection: close");
        var answer = await other.ReadAsync();
        Array.ForEach(idle, i => i.Dispose());

        Assert.Equal(200, answer.Status);
        await Until.SoAsync(async () => await StatusAsync(server, "127.0.0.9") == 200, Cancel); // it is welcome again
        Assert.Contains("connections refused; the last came from 127.0.0.9, which has 64 of", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithTooFewFiles_SaysWhy()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(Cancel, before: "ulimit -n 64; "));

        Assert.Contains("This process may have 64 files open at a time (ulimit -n), and the server needs 400", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_ThatTrickles_IsCutOff()
    {
        await using var server = await ServerProcess.StartAsync(Cancel);

        var answers = await Task.WhenAll(new[] { "GET /v1/apps HTTP/1.1\r\nHost: x\r\nX-Slow: ", "GET /v1" }.Select(async begun =>
        {
            using var http = await RawHttp.OpenAsync(server.Address);
            await http.SendAsync(Encoding.ASCII.GetBytes(begun));
            return (await http.ReadAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Status;
        }));

        Assert.Equal([408, 408], answers);
    }

    private static async Task<int> StatusAsync(ServerProcess server, string from)
    {
        try
        {
            using var http = await RawHttp.OpenAsync(server.Address, from);
            await http.SendAsync("GET /healthz HTTP/1.1", "Connection: close");
            return (await http.ReadAsync()).Status;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return 0;
        }
    }
}
