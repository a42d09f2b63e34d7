using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>haproxy (2.6) before a <see cref="NodeJudge"/>, HTTP/2 on both sides.</summary>
internal sealed class Haproxy : IAsyncDisposable
{
    private readonly PeerFolder folder = new();
    private PeerProgram program = null!; // set on starting

    public NodeJudge Judge { get; private set; } = null!; // set on starting

    public int Port => program.Port;

    public Uri Address => new($"https://localhost:{Port}");

    /// <param name="settings">For the whole program.</param>
    /// <param name="defaults">For its front and back.</param>
    public static async Task<Haproxy> StartAsync(string settings = "", string defaults = "")
    {
        var path = Need.Daemon("haproxy", "haproxy");
        var haproxy = new Haproxy { Judge = await NodeJudge.StartAsync([], secure: false) };
        haproxy.program = await PeerProgram.ListeningAsync(path, port => ["-db", "-f", haproxy.folder.Write("haproxy.cfg", $"""
            global
                maxconn 1000
                {settings}
            defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
                {defaults}
            frontend front
                bind 127.0.0.1:{port} ssl crt {haproxy.folder.In("both.pem")} alpn h2
                default_backend back
            backend back
                server judge 127.0.0.1:{haproxy.Judge.Port} proto h2

            """)]);
        return haproxy;
    }

    /// <summary>Another process takes over the port; ends when the first one has ended.</summary>
    public async Task ReloadAsync()
    {
        var next = await PeerProgram.ListeningAsync(
            Need.Daemon("haproxy", "haproxy"), _ => ["-db", "-f", folder.In("haproxy.cfg"), "-sf", $"{program.Id}"], Port);
        await program.ExitAsync(TestContext.Current.CancellationToken);
        await program.DisposeAsync();
        program = next;
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        await Judge.DisposeAsync();
        folder.Dispose();
    }
}
