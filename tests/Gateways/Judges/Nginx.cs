using Pinpush.Shared.Tests;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>nginx as Debian has it (1.22), as the front of a gateway. It answers each push with its path as <c>apns-id</c>.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly PeerFolder folder = new();
    private PeerProgram program = null!; // set on starting

    public int Port => program.Port;

    public Uri Address => new($"https://localhost:{Port}");

    /// <param name="directives">Of the server.</param>
    /// <param name="answer">Directives of its one location.</param>
    public static async Task<Nginx> StartAsync(string directives, string answer = "add_header apns-id $uri; return 200;")
    {
        var path = Need.Daemon("nginx", "nginx-light");
        var nginx = new Nginx();
        nginx.program = await PeerProgram.ListeningAsync(
            path, port => ["-p", nginx.folder.Path, "-e", "stderr", "-c", nginx.folder.Write("nginx.conf", $$"""
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 1000; }
                http {
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    log_format judge '$uri $status';
                    server {
                        listen 127.0.0.1:{{port}} ssl http2;
                        ssl_certificate cert.pem;
                        ssl_certificate_key key.pem;
                        access_log log judge;
                        {{directives}}
                        location / { {{answer}} }
                    }
                }
                """)]);
        return nginx;
    }

    /// <summary>Its log: <c>/3/device/t-1 200</c> for each push that it took. It writes after it has answered.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(int lines)
    {
        await Until.SoAsync(() => File.ReadLines(folder.In("log")).Count() >= lines, TestContext.Current.CancellationToken);
        return await File.ReadAllLinesAsync(folder.In("log"), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        folder.Dispose();
    }
}
