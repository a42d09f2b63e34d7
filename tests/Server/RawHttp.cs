using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pinpush.Server.Tests;

/// <summary>HTTP/1.1 over a bare socket: what no client would send, or not at that pace.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly Uri server;
    private readonly Socket socket;
    private readonly NetworkStream stream;

    private RawHttp(Uri server, Socket socket) => (this.server, this.socket, stream) = (server, socket, new NetworkStream(socket));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="from">Address to call from; each of 127.0.0.0/8 is one.</param>
    public static async Task<RawHttp> OpenAsync(Uri server, string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port, Cancel);
        return new RawHttp(server, socket);
    }

    /// <summary>One request on a connection of its own, and what comes until the server closes it.</summary>
    /// <param name="headers">But Host.</param>
    /// <param name="body">As it goes over the wire.</param>
    public static async Task<(int Status, string Head, string Body)> AskAsync(Uri server, string requestLine, string[] headers, string body = "")
    {
        using var http = await OpenAsync(server);
        await http.SendAsync(requestLine, ["Connection: close", .. headers]);
        await http.SendAsync(Encoding.UTF8.GetBytes(body));
        return await http.ReadAsync();
    }

    /// <summary>Sends the head of a request.</summary>
    public Task SendAsync(string requestLine, params string[] headers) =>
        SendAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", [requestLine, $"Host: {server.Authority}", .. headers, "", ""])));

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes, Cancel).AsTask();

    /// <summary>Reads until the server closes.</summary>
    /// <returns>Status 0 when it closed without an answer.</returns>
    /// <exception cref="IOException">It closed while something that was sent was unread, and the answer is lost.</exception>
    public async Task<(int Status, string Head, string Body)> ReadAsync()
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Cancel);
        return Encoding.UTF8.GetString(all.ToArray()).Split("\r\n\r\n", 2) is [var head, var body]
            ? (int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), $"{head}\r\n", body) : (0, "", "");
    }

    /// <summary>Reads up to the status of the answer.</summary>
    public async Task<int> ReadStatusAsync()
    {
        var begin = new byte["HTTP/1.1 200".Length];
        await stream.ReadExactlyAsync(begin, Cancel);
        return int.Parse(begin.AsSpan(^3..), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        stream.Dispose();
        socket.Dispose();
    }
}
