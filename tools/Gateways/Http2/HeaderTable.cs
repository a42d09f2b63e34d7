using System.Text;

namespace Pinpush.Gateways.Http2;

/// <summary>The tables of HPACK: the static one, and behind it the dynamic one, which the peer's encoder fills.</summary>
/// <remarks>Source: RFC 7541, section 2.3 and appendix A.</remarks>
internal sealed class HeaderTable
{
    /// <summary>Bytes of entries that the peer may have us keep: what HTTP/2 takes for granted, and this client never changes.</summary>
    public const int MostBytes = 4096;

    private const int EntryOverhead = 32; // by definition

    private static readonly (byte[] Name, byte[] Value)[] Fixed = [.. new[]
    {
        ":authority", ":method\nGET", ":method\nPOST", ":path\n/", ":path\n/index.html", ":scheme\nhttp", ":scheme\nhttps", ":status\n200", ":status\n204",
        ":status\n206", ":status\n304", ":status\n400", ":status\n404", ":status\n500", "accept-charset", "accept-encoding\ngzip, deflate",
        "accept-language", "accept-ranges", "accept", "access-control-allow-origin", "age", "allow", "authorization", "cache-control",
        "content-disposition", "content-encoding", "content-language", "content-length", "content-location", "content-range", "content-type", "cookie",
        "date", "etag", "expect", "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since",
        "last-modified", "link", "location", "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh", "retry-after",
        "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    }.Select(e => e.Split('\n')).Select(e => (Encoding.ASCII.GetBytes(e[0]), Encoding.ASCII.GetBytes(e.ElementAtOrDefault(1) ?? "")))];

    private readonly (int At, int NameLength, int ValueLength)[] entries = new (int, int, int)[MostBytes / EntryOverhead]; // a ring, which cannot overflow
    private byte[] texts = new byte[2 * MostBytes], spare = new byte[2 * MostBytes];
    private int newest = -1, count, size, most = MostBytes, end;

    /// <summary>The name of an entry, counted from 1.</summary>
    /// <exception cref="Http2Exception">There is no such entry.</exception>
    public ReadOnlySpan<byte> Name(int index)
    {
        if (index is > 0 && index <= Fixed.Length)
        {
            return Fixed[index - 1].Name;
        }

        var (at, length, _) = entries[Place(index)];
        return texts.AsSpan(at, length);
    }

    /// <inheritdoc cref="Name"/>
    public ReadOnlySpan<byte> Value(int index)
    {
        if (index is > 0 && index <= Fixed.Length)
        {
            return Fixed[index - 1].Value;
        }

        var (at, name, length) = entries[Place(index)];
        return texts.AsSpan(at + name, length);
    }

    /// <summary>Adds an entry, in the place of the oldest ones. One that is larger than the table empties it.</summary>
    /// <param name="name">May lie in this table.</param>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var needed = name.Length + value.Length + EntryOverhead;
        Shrink(most - needed);
        if (needed > most)
        {
            return;
        }

        if (end + name.Length + value.Length > texts.Length)
        {
            Compact();
        }

        name.CopyTo(texts.AsSpan(end));
        value.CopyTo(texts.AsSpan(end + name.Length));
        newest = (newest + 1) % entries.Length;
        entries[newest] = (end, name.Length, value.Length);
        (end, size, count) = (end + name.Length + value.Length, size + needed, count + 1);
    }

    /// <summary>The peer's encoder changes the size of its table.</summary>
    /// <exception cref="Http2Exception">It is larger than allowed.</exception>
    public void Resize(int bytes)
    {
        most = bytes <= MostBytes ? bytes : throw new Http2Exception(ErrorCode.CompressionError, "a header table that is too large");
        Shrink(most);
    }

    private void Shrink(int bytes)
    {
        for (; count > 0 && size > bytes; count--)
        {
            var (_, name, value) = entries[(newest - count + 1 + entries.Length) % entries.Length];
            size -= name + value + EntryOverhead;
        }
    }

    // Into the other array: a name that is being added may lie in this one.
    private void Compact()
    {
        end = 0;
        for (var i = count - 1; i >= 0; i--)
        {
            ref var entry = ref entries[(newest - i + entries.Length) % entries.Length];
            var length = entry.NameLength + entry.ValueLength;
            texts.AsSpan(entry.At, length).CopyTo(spare.AsSpan(end));
            entry.At = end;
            end += length;
        }

        (texts, spare) = (spare, texts);
    }

    private int Place(int index) => index > Fixed.Length && index <= Fixed.Length + count
        ? (newest - (index - Fixed.Length - 1) + entries.Length) % entries.Length
        : throw new Http2Exception(ErrorCode.CompressionError, "a header that is in no table");
}
