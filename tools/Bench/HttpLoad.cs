using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Pinpush.Bench;

/// <summary>
/// Sends requests that are ready to the byte over keep-alive connections, one at a time on each. Any answer but the awaited status ends the run.
/// </summary>
internal static class HttpLoad
{
    /// <returns>Seconds for all, and the latency of each request in milliseconds, sorted.</returns>
    public static async Task<(double Seconds, double[] Latencies)> RunAsync(
        Uri server, byte[][] requests, int connections, int status, CancellationToken cancellationToken)
    {
        var (next, latencies, begun) = (-1, new double[requests.Length], Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Math.Min(connections, requests.Length)).Select(async _ =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
            var buffer = new byte[16 * 1024];
            for (int i; (i = Interlocked.Increment(ref next)) < requests.Length;)
            {
                var sent = Stopwatch.GetTimestamp();
                for (ReadOnlyMemory<byte> rest = requests[i]; rest.Length > 0;)
                {
                    rest = rest[await socket.SendAsync(rest, cancellationToken)..];
                }

                var answer = await AnswerAsync(socket, buffer, cancellationToken);
                if (answer.Status != status)
                {
                    throw new BenchmarkFailedException($"A call was answered {answer.Status} instead of {status}: {answer.Text}");
                }

                latencies[i] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Array.Sort(latencies);
        return (seconds, latencies);
    }

    // HTTP/1.1 200 OK ... Content-Length: 12 ... body. The servers measured here answer with a length, and never in chunks.
    private static async Task<(int Status, string Text)> AnswerAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        for (var (length, end) = (0, -1); ;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0)
            {
                throw new BenchmarkFailedException("The server closed a connection.");
            }

            if (end < 0 && (end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
            {
                continue;
            }

            var whole = end + 4 + ContentLength(buffer.AsSpan(0, end + 2));
            if (length >= whole)
            {
                var status = int.Parse(buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
                return (status, status < 300 ? "" : Encoding.UTF8.GetString(buffer.AsSpan(0, length)));
            }
        }
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        return at < 0 ? 0 : int.Parse(head[(at + name.Length)..][..head[(at + name.Length)..].IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
