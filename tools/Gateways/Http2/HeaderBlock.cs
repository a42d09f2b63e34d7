using System.Buffers;

namespace Pinpush.Gateways.Http2;

/// <summary>
/// Writes the header block of a request. Nothing is put into the peer's table: names and values are literals, so that whatever is the same for many
/// requests is written once and copied. Names are in lower case.
/// </summary>
/// <remarks>Source: RFC 7541, sections 5 and 6.2.</remarks>
internal ref struct HeaderBlock(Span<byte> room)
{
    /// <summary>Places in the static table.</summary>
    public const byte Authority = 1, MethodPost = 3, Path = 4, SchemeHttp = 6, SchemeHttps = 7, Authorization = 23, ContentType = 31;

    private const byte NotKept = 0x00, NeverKept = 0x10;

    private Span<byte> room = room;
    private byte[]? rented;
    private int length;

    public readonly ReadOnlySpan<byte> Bytes => room[..length];

    /// <summary>A header that the static table has, value included.</summary>
    public void Add(byte fixedHeader) => Reserve(1)[0] = (byte)(0x80 | fixedHeader);

    /// <summary>What another block wrote.</summary>
    public void Add(ReadOnlySpan<byte> block) => block.CopyTo(Reserve(block.Length));

    /// <summary>A header whose name the static table has.</summary>
    public void Add(byte fixedName, ReadOnlySpan<byte> value)
    {
        Number(fixedName, 4, NotKept);
        Text(value);
    }

    /// <summary>A secret: no peer on the way may keep it in a table.</summary>
    public void AddSecret(byte fixedName, ReadOnlySpan<byte> value)
    {
        Number(fixedName, 4, NeverKept);
        Text(value);
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Number(0, 4, NotKept);
        Text(name);
        Text(value);
    }

    /// <summary>Gives back what was rented. The bytes are gone then.</summary>
    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
            rented = null;
        }
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        Number(text.Length, 7, 0);
        text.CopyTo(Reserve(text.Length));
    }

    private void Number(int number, int prefix, byte flags)
    {
        var most = (1 << prefix) - 1;
        if (number < most)
        {
            Reserve(1)[0] = (byte)(flags | number);
            return;
        }

        Reserve(1)[0] = (byte)(flags | most);
        for (number -= most; number >= 0x80; number >>= 7)
        {
            Reserve(1)[0] = (byte)(number | 0x80);
        }

        Reserve(1)[0] = (byte)number;
    }

    private Span<byte> Reserve(int bytes)
    {
        if (length + bytes > room.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((length + bytes) * 2);
            room[..length].CopyTo(larger);
            Dispose();
            room = rented = larger;
        }

        length += bytes;
        return room.Slice(length - bytes, bytes);
    }
}
