using System.Net.Sockets;
using System.Text;

namespace Pinpush.Fakes.Tests;

/// <summary>One HTTP/2 request written frame by frame, for what no HTTP client sends: the same header twice.</summary>
/// <remarks>Source: RFC 9113 (frames), RFC 7541, section 6.2.2 (literal headers without indexing).</remarks>
internal static class RawHttp2
{
    private const byte DataFrame = 0, HeadersFrame = 1, ResetFrame = 3, SettingsFrame = 4, GoAwayFrame = 7, EndStream = 1, EndHeaders = 4;

    /// <summary>The text of the answer's body; what there is of it when the server ends the stream or the connection.</summary>
    public static async Task<string> PostAsync(
        Uri address, string path, (string Name, string Value)[] headers, string body, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = client.GetStream();
        List<(string, string)> all = [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", address.Authority), .. headers];
        await stream.WriteAsync((byte[])[
            .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(SettingsFrame, 0, 0, []),
            .. Frame(HeadersFrame, EndHeaders, 1, [.. all.SelectMany(h => (byte[])[0, .. Text(h.Item1), .. Text(h.Item2)])]),
            .. Frame(DataFrame, EndStream, 1, Encoding.UTF8.GetBytes(body))], cancellationToken);

        var answer = new List<byte>();
        var head = new byte[9];
        do
        {
            await stream.ReadExactlyAsync(head, cancellationToken);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(payload, cancellationToken);
            if (head[3] == DataFrame)
            {
                answer.AddRange(payload);
            }
        }
        while (head[3] is not (ResetFrame or GoAwayFrame) && !(head[3] is DataFrame or HeadersFrame && (head[4] & EndStream) != 0));

        return Encoding.UTF8.GetString([.. answer]);
    }

    private static byte[] Frame(byte type, byte flags, byte stream, byte[] payload) =>
        [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, 0, stream, .. payload];

    // A length up to 126 takes one byte, a longer one the rest in groups of seven bits.
    private static byte[] Text(string text)
    {
        var bytes = new List<byte>();
        if (text.Length < 127)
        {
            bytes.Add((byte)text.Length);
        }
        else
        {
            bytes.Add(127);
            var rest = text.Length - 127;
            for (; rest >= 128; rest >>= 7)
            {
                bytes.Add((byte)(rest | 128));
            }

            bytes.Add((byte)rest);
        }

        return [.. bytes, .. Encoding.ASCII.GetBytes(text)];
    }
}
