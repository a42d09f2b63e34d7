using System.Globalization;
using System.Text;

namespace Pinpush.Gateways.Http2;

/// <summary>Reads the header blocks of one connection, in their order, and keeps of each what a sender wants to know.</summary>
/// <remarks>Source: RFC 7541.</remarks>
internal sealed class HeaderReader
{
    /// <summary>Bytes of names and values that one block may unfold to.</summary>
    private const int MostBytes = 64 * 1024;

    private readonly HeaderTable table = new();
    private byte[] name = new byte[128], value = new byte[512]; // Huffman codes, decoded; they grow with what a block may hold

    /// <summary>What one block says.</summary>
    /// <param name="Status">0 when it has no valid one: a trailer, say.</param>
    public readonly record struct Said(int Status, string? ApnsId, string? RetryAfter);

    /// <summary>Reads a whole block.</summary>
    /// <exception cref="Http2Exception">It is broken, or unfolds to too much; the connection's table is no longer that of its peer.</exception>
    public Said Read(ReadOnlySpan<byte> block)
    {
        var (status, id, retry, unfolded) = (0, (string?)null, (string?)null, 0);
        while (!block.IsEmpty)
        {
            ReadOnlySpan<byte> key, text;
            var first = block[0];
            if (first >= 0x80) // 1xxxxxxx: both from a table
            {
                var index = Number(ref block, 7);
                key = table.Name(index);
                text = table.Value(index);
            }
            else if (first is >= 0x20 and < 0x40) // 001xxxxx
            {
                table.Resize(Number(ref block, 5));
                continue;
            }
            else // 01xxxxxx is kept in the table, 0000xxxx and 0001xxxx are not
            {
                var (isKept, index) = (first >= 0x40, Number(ref block, first >= 0x40 ? 6 : 4));
                key = index > 0 ? table.Name(index) : Text(ref block, ref name);
                text = Text(ref block, ref value);
                if (isKept)
                {
                    table.Add(key, text);
                }
            }

            unfolded += key.Length + text.Length + 32;
            if (unfolded > MostBytes)
            {
                throw new Http2Exception(ErrorCode.EnhanceYourCalm, "headers that unfold to too much");
            }

            if (key.SequenceEqual(":status"u8))
            {
                status = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 100 and < 1000 ? number : 0;
            }
            else if (key.SequenceEqual("apns-id"u8))
            {
                id = Encoding.ASCII.GetString(text);
            }
            else if (key.SequenceEqual("retry-after"u8))
            {
                retry = Encoding.ASCII.GetString(text);
            }
        }

        return new(status, id, retry);
    }

    /// <summary>A number whose first bits are the last <paramref name="prefix"/> ones of a byte.</summary>
    private static int Number(scoped ref ReadOnlySpan<byte> block, int prefix)
    {
        var most = (1 << prefix) - 1;
        var number = block[0] & most;
        block = block[1..];
        if (number < most)
        {
            return number;
        }

        for (var shift = 0; shift <= 21; shift += 7)
        {
            if (block.IsEmpty)
            {
                break;
            }

            var next = block[0];
            block = block[1..];
            number += (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new Http2Exception(ErrorCode.CompressionError, "a broken number in the headers");
    }

    private static ReadOnlySpan<byte> Text(scoped ref ReadOnlySpan<byte> block, scoped ref byte[] room)
    {
        var isCoded = !block.IsEmpty && block[0] >= 0x80;
        var length = block.IsEmpty ? int.MaxValue : Number(ref block, 7);
        if (length > block.Length)
        {
            throw new Http2Exception(ErrorCode.CompressionError, "a text that is longer than its headers");
        }

        var text = block[..length];
        block = block[length..];
        if (!isCoded)
        {
            return text;
        }

        if (room.Length < length * 2)
        {
            room = new byte[length * 2]; // the shortest code has five bits
        }

        return room.AsSpan(0, HuffmanCode.Decode(text, room));
    }
}
