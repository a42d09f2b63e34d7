namespace Pinpush.Gateways.Http2;

/// <summary>The Huffman code of HPACK. It is canonical: the lengths of the codes say all.</summary>
/// <remarks>Source: RFC 7541, appendix B.</remarks>
internal static class HuffmanCode
{
    private const int Longest = 30, Short = 9, EndOfString = 256;

    /// <summary>The length in bits of each byte's code, and at last that of the end of a string.</summary>
    private static ReadOnlySpan<byte> Lengths =>
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    private static readonly short[] Symbols = new short[EndOfString + 1]; // by code

    /// <summary>Of each length: the first code, left-aligned in 32 bits, of the next longer ones, and what makes a symbol's place of a code.</summary>
    private static readonly uint[] Bound = new uint[Longest + 1];

    private static readonly int[] Offset = new int[Longest + 1];

    /// <summary>The length of a code of at most nine bits, by the next nine bits; 0 for a longer one.</summary>
    private static readonly byte[] ShortLengths = new byte[1 << Short];

    static HuffmanCode()
    {
        var (code, place) = (0u, 0);
        for (var length = 1; length <= Longest; length++)
        {
            code <<= 1;
            Offset[length] = place - (int)code;
            for (short symbol = 0; symbol <= EndOfString; symbol++)
            {
                if (Lengths[symbol] == length)
                {
                    Symbols[place++] = symbol;
                    if (length <= Short)
                    {
                        ShortLengths.AsSpan((int)code << (Short - length), 1 << (Short - length)).Fill((byte)length);
                    }

                    code++;
                }
            }

            Bound[length] = length == Longest ? uint.MaxValue : code << (32 - length); // the last code is all ones
        }
    }

    /// <param name="text">Room for eight fifths of the code's length, at least.</param>
    /// <returns>How many bytes the text has.</returns>
    /// <exception cref="Http2Exception">The code ends amid a symbol.</exception>
    public static int Decode(ReadOnlySpan<byte> code, Span<byte> text)
    {
        var (bits, held, at, written) = (0ul, 0, 0, 0);
        while (true)
        {
            for (; held <= 56 && at < code.Length; held += 8)
            {
                bits |= (ulong)code[at++] << (56 - held);
            }

            if (held == 0)
            {
                return written;
            }

            var next = (uint)(bits >> 32);
            var length = (int)ShortLengths[next >> (32 - Short)];
            if (length == 0)
            {
                for (length = Short + 1; length < Longest && next >= Bound[length]; length++)
                {
                }
            }

            if (length > held)
            {
                // Less than a byte of ones fills up the last byte.
                return held < 8 && bits >> (64 - held) == (1ul << held) - 1 ? written : throw Broken();
            }

            var symbol = Symbols[(int)(next >> (32 - length)) + Offset[length]];
            if (symbol == EndOfString)
            {
                throw Broken();
            }

            text[written++] = (byte)symbol;
            bits <<= length;
            held -= length;
        }
    }

    private static Http2Exception Broken() => new(ErrorCode.CompressionError, "a broken Huffman code");
}
