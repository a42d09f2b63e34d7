using Pinpush.Gateways.Senders;
using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>The servers of nghttp2: nghttpd, which gives out files, and nghttpx, a proxy.</summary>
public sealed class Nghttp2Tests
{
    [Theory]
    [InlineData("", 5000)]
    [InlineData("--max-concurrent-streams=1", 1000)]
    [InlineData("--max-concurrent-streams=10 --padding=255", 2000)]
    [InlineData("--header-table-size=0 --encoder-header-table-size=0", 2000)]
    [InlineData("--window-bits=1 --connection-window-bits=16", 1000)]
    [InlineData("--trailer=apns-trailer:late --early-response", 2000)]
    public async Task Nghttpd_answers_each_push(string options, int pushes)
    {
        using var folder = new PeerFolder();
        Directory.CreateDirectory(folder.In("3/device"));
        for (var i = 0; i < pushes; i++)
        {
            folder.Write($"3/device/t-{i}", "");
        }

        await using var nghttpd = await PeerProgram.ListeningAsync(Need.Daemon("nghttpd", "nghttp2-server", "--version"), port =>
            ["--address=127.0.0.1", "--htdocs=" + folder.Path, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), $"{port}",
                folder.Key, folder.Certificate]);
        await using var sender = Round.Sender(new($"https://localhost:{nghttpd.Port}"));

        var round = await Round.SendAsync(sender, pushes, echoes: false);

        round.AssertAllAnswered();
        round.AssertNoDoubt();
        var missing = await sender.OnceAsync(Round.Push("missing"), TestContext.Current.CancellationToken);
        Assert.Equal(404, Assert.IsType<PushOutcome.Refused>(missing).Status);
    }

    [Theory]
    [InlineData("--frontend-http2-max-concurrent-streams=1", 1000)]
    [InlineData("--frontend-http2-max-concurrent-streams=100", 2000)]
    [InlineData("--frontend-http2-window-size=10 --padding=20", 1000)]
    public async Task Nghttpx_hands_on_each_push_once(string options, int pushes)
    {
        await using var judge = await NodeJudge.StartAsync([], secure: false);
        using var folder = new PeerFolder();
        await using var nghttpx = await NghttpxAsync(folder, judge, options);
        await using var sender = Round.Sender(new($"https://localhost:{nghttpx.Port}"));

        var round = await Round.SendAsync(sender, pushes);

        round.AssertAllAnswered();
        round.AssertNoDoubt();
        round.AssertCounted((await judge.ReportAsync()).Processed);
    }

    [Fact]
    public async Task A_connection_that_nghttpx_closes_because_nobody_uses_it_costs_nothing()
    {
        await using var judge = await NodeJudge.StartAsync([], secure: false);
        using var folder = new PeerFolder();
        await using var nghttpx = await NghttpxAsync(folder, judge, "--frontend-http2-read-timeout=100ms");
        await using var sender = Round.Sender(new($"https://localhost:{nghttpx.Port}"));
        await Round.AfterIdleAsync(sender, nghttpx.Port);
    }

    private static Task<PeerProgram> NghttpxAsync(PeerFolder folder, NodeJudge judge, string options) =>
        PeerProgram.ListeningAsync(Need.Daemon("nghttpx", "nghttp2-proxy"), port =>
        [
            "--conf=/dev/null", "--single-process", "--workers=1", "--no-ocsp", "--errorlog-file=/dev/stderr", $"--frontend=127.0.0.1,{port}",
            $"--backend=127.0.0.1,{judge.Port};;proto=h2", .. options.Split(' '), folder.Key, folder.Certificate,
        ]);
}
