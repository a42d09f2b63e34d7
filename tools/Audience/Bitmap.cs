using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Pinpush.Audience;

/// <summary>A compressed set of ids (0 to 2^31-1), in blocks of 65,536. Not safe for several writers at once.</summary>
public sealed class Bitmap
{
    private const byte FormatVersion = 2;
    private readonly SortedList<int, Container> blocks = [];

    /// <summary>How many ids are in it.</summary>
    public long Count => blocks.Values.Sum(b => (long)b.Count);

    /// <summary>Adds an id; false when it was there.</summary>
    public bool Add(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (!blocks.TryGetValue(id >> 16, out var block))
        {
            blocks[id >> 16] = block = Container.Empty();
        }

        return block.Add((ushort)id);
    }

    /// <summary>Removes an id; false when it was not there.</summary>
    public bool Remove(int id)
    {
        if (id < 0 || !blocks.TryGetValue(id >> 16, out var block) || !block.Remove((ushort)id))
        {
            return false;
        }

        if (block.Count == 0)
        {
            blocks.Remove(id >> 16);
        }

        return true;
    }

    public bool Contains(int id) => id >= 0 && blocks.TryGetValue(id >> 16, out var block) && block.Contains((ushort)id);

    public Bitmap Clone()
    {
        var copy = new Bitmap();
        foreach (var (key, block) in blocks)
        {
            copy.blocks.Add(key, block.Clone());
        }

        return copy;
    }

    /// <summary>Keeps what is also in <paramref name="other"/>.</summary>
    public void AndWith(Bitmap other) => Filter(other, keep: true);

    /// <summary>Keeps what is not in <paramref name="other"/>.</summary>
    public void AndNotWith(Bitmap other) => Filter(other, keep: false);

    /// <summary>Adds what is in <paramref name="other"/>.</summary>
    public void OrWith(Bitmap other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this))
        {
            return; // the loop would change what it walks
        }

        foreach (var (key, block) in other.blocks)
        {
            blocks[key] = blocks.TryGetValue(key, out var mine) ? Container.Or(mine, block) : block.Clone();
        }
    }

    /// <summary>Writes the ids from <paramref name="from"/> on, rising, as long as there is room; gives how many.</summary>
    public int Take(int from, Span<int> into)
    {
        var n = 0;
        for (var i = FirstBlock(from >> 16); i < blocks.Count && n < into.Length; i++)
        {
            var key = blocks.GetKeyAtIndex(i);
            n += blocks.GetValueAtIndex(i).Take(key == from >> 16 ? from & 0xffff : 0, key << 16, into[n..]);
        }

        return n;
    }

    /// <summary>All ids, rising, so many at a time. The set must not change meanwhile.</summary>
    public IEnumerable<int[]> Chunks(int size)
    {
        var buffer = new int[size];
        for (int from = 0, count; (count = Take(from, buffer)) > 0; from = buffer[count - 1] + 1)
        {
            yield return buffer[..count];
            if (buffer[count - 1] == int.MaxValue)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Format: version byte, then per block its number (int32), count (int32) and either sorted 16-bit values or 8 KiB of bits; at the end the CRC-32C of it
    /// all (uint32).
    /// Little-endian.
    /// </summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        stream.WriteByte(FormatVersion);
        Span<byte> head = stackalloc byte[8];
        foreach (var (key, block) in blocks)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head, key);
            BinaryPrimitives.WriteInt32LittleEndian(head[4..], block.Count);
            stream.Write(head);
            stream.Write(block.IsSmall ? MemoryMarshal.AsBytes(block.ToSorted().AsSpan()) : MemoryMarshal.AsBytes(block.ToBits().AsSpan()));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(head, Checksum(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        stream.Write(head[..4]);
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not that.</exception>
    public static Bitmap FromBytes(ReadOnlySpan<byte> bytes)
    {
        static InvalidDataException Corrupt(string what) => new($"The stored bitmap is damaged: {what}.");

        if (bytes is not [FormatVersion, ..])
        {
            throw Corrupt("its version is unknown");
        }

        if (bytes.Length < 5 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != Checksum(bytes[..^4]))
        {
            throw Corrupt("its checksum is wrong");
        }

        var bitmap = new Bitmap();
        for (bytes = bytes[1..^4]; bytes.Length > 0;)
        {
            if (bytes.Length < 8)
            {
                throw Corrupt("a block's head is cut off");
            }

            var (key, count) = (BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]));
            var size = count is > 0 and <= 4096 ? count * 2 : 8192;
            if (key is < 0 or > 0x7fff || count is <= 0 or > 65536 || bytes.Length < 8 + size || (bitmap.blocks.Count > 0 && bitmap.blocks.Keys[^1] >= key))
            {
                throw Corrupt("a block's number, count or size is wrong");
            }

            var content = bytes.Slice(8, size);
            var block = size == 8192 && count > 4096
                ? Container.FromBits(MemoryMarshal.Cast<byte, ulong>(content).ToArray())
                : Container.FromSorted(Rising(MemoryMarshal.Cast<byte, ushort>(content).ToArray()));
            if (block.Count != count)
            {
                throw Corrupt("a block does not hold as many ids as it says");
            }

            bitmap.blocks.Add(key, block);
            bytes = bytes[(8 + size)..];
        }

        return bitmap;

        static ushort[] Rising(ushort[] ids)
        {
            for (var i = 1; i < ids.Length; i++)
            {
                if (ids[i - 1] >= ids[i])
                {
                    throw Corrupt("ids are not in rising order");
                }
            }

            return ids;
        }
    }

    // A changed id in a sorted block is a set like any other: only a checksum tells it from the right one.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var last in bytes)
        {
            crc = BitOperations.Crc32C(crc, last);
        }

        return ~crc;
    }

    private void Filter(Bitmap other, bool keep)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var rest = other.blocks.TryGetValue(blocks.GetKeyAtIndex(i), out var block) ? Container.Filter(blocks.GetValueAtIndex(i), block, keep)
                : keep ? null
                : blocks.GetValueAtIndex(i);
            if (rest is { Count: > 0 })
            {
                blocks.SetValueAtIndex(i, rest);
            }
            else
            {
                blocks.RemoveAt(i);
            }
        }
    }

    // The first block whose number is at least this one.
    private int FirstBlock(int key)
    {
        var (low, high) = (0, blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = blocks.GetKeyAtIndex(middle) < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
