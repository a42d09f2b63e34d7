using System.Numerics;

namespace Pinpush.Audience;

/// <summary>
/// The ids of one block of 65,536: sorted 16-bit values while they are few, one bit per id when they are many.
/// Exactly one of the two arrays is there.
/// </summary>
internal sealed class Container
{
    /// <summary>From here on a bit per id is smaller than a 16-bit value per id.</summary>
    private const int MostSorted = 4096;
    private const int Words = 1024;

    private ushort[]? sorted;
    private ulong[]? bits;

    private Container(ushort[]? sorted, ulong[]? bits, int count) => (this.sorted, this.bits, Count) = (sorted, bits, count);

    public static Container Empty() => new([], null, 0);

    public static Container FromBits(ulong[] bits)
    {
        var count = 0;
        foreach (var word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        var container = new Container(null, bits, count);
        container.Shrink();
        return container;
    }

    public static Container FromSorted(ushort[] sorted) => new(sorted, null, sorted.Length);

    public int Count { get; private set; }

    public bool Contains(ushort id) => bits is not null
        ? (bits[id >> 6] >> (id & 63) & 1) != 0
        : Array.BinarySearch(sorted!, 0, Count, id) >= 0; // one of the two is there

    public bool Add(ushort id)
    {
        if (bits is not null)
        {
            var mask = 1UL << (id & 63);
            if ((bits[id >> 6] & mask) != 0)
            {
                return false;
            }

            bits[id >> 6] |= mask;
            Count++;
            return true;
        }

        var at = Count > 0 && sorted![Count - 1] < id ? ~Count : Array.BinarySearch(sorted!, 0, Count, id); // one of the two is there
        if (at >= 0)
        {
            return false;
        }

        if (Count == MostSorted)
        {
            bits = ToBits();
            sorted = null;
            return Add(id);
        }

        at = ~at;
        if (Count == sorted!.Length)
        {
            Array.Resize(ref sorted, Math.Min(MostSorted, Math.Max(4, Count * 2)));
        }

        Array.Copy(sorted, at, sorted, at + 1, Count - at);
        sorted[at] = id;
        Count++;
        return true;
    }

    public bool Remove(ushort id)
    {
        if (bits is not null)
        {
            var mask = 1UL << (id & 63);
            if ((bits[id >> 6] & mask) == 0)
            {
                return false;
            }

            bits[id >> 6] &= ~mask;
            Count--;
            if (Count < MostSorted / 2)
            {
                Shrink(); // not at once at the border, so that adding and removing there stays cheap
            }

            return true;
        }

        var at = Array.BinarySearch(sorted!, 0, Count, id); // one of the two is there
        if (at < 0)
        {
            return false;
        }

        Array.Copy(sorted!, at + 1, sorted!, at, Count - at - 1);
        Count--;
        return true;
    }

    public Container Clone() => new(sorted?[..Count], (ulong[]?)bits?.Clone(), Count);

    /// <summary>The union. Uses up <paramref name="a"/>: only what is returned may be used after.</summary>
    public static Container Or(Container a, Container b)
    {
        if (a.bits is null && b.bits is null && a.Count + b.Count <= MostSorted)
        {
            var merged = new ushort[a.Count + b.Count];
            int i = 0, j = 0, n = 0;
            while (i < a.Count || j < b.Count)
            {
                if (j >= b.Count || (i < a.Count && a.sorted![i] <= b.sorted![j])) // both are sorted
                {
                    j += j < b.Count && a.sorted![i] == b.sorted![j] ? 1 : 0;
                    merged[n++] = a.sorted![i++];
                }
                else
                {
                    merged[n++] = b.sorted![j++];
                }
            }

            return new Container(merged[..n], null, n);
        }

        // A set that is full of bits has its own array, which takes the union: ten million ids would be another 1.2 MB for each step.
        var result = a.bits ?? a.ToBits();
        if (b.bits is { } other)
        {
            for (var i = 0; i <= Words - Vector<ulong>.Count; i += Vector<ulong>.Count)
            {
                (new Vector<ulong>(result, i) | new Vector<ulong>(other, i)).CopyTo(result, i);
            }
        }
        else
        {
            foreach (var id in b.sorted.AsSpan(0, b.Count))
            {
                result[id >> 6] |= 1UL << (id & 63);
            }
        }

        return FromBits(result);
    }

    /// <summary>The intersection (<paramref name="keep"/>) or the difference. Uses up <paramref name="a"/>: only what is returned may be used after.</summary>
    public static Container Filter(Container a, Container b, bool keep)
    {
        if (a.bits is { } left && b.bits is { } right)
        {
            for (var i = 0; i <= Words - Vector<ulong>.Count; i += Vector<ulong>.Count)
            {
                var (x, y) = (new Vector<ulong>(left, i), new Vector<ulong>(right, i));
                (keep ? x & y : Vector.AndNot(x, y)).CopyTo(left, i);
            }

            return FromBits(left);
        }

        if (a.bits is not null && !keep)
        {
            foreach (var id in b.sorted.AsSpan(0, b.Count))
            {
                a.bits[id >> 6] &= ~(1UL << (id & 63));
            }

            return FromBits(a.bits);
        }

        // One of them is few: walk that one.
        var (walked, other) = a.bits is not null ? (b, a) : (a, b);
        var kept = new ushort[walked.Count];
        var n = 0;
        foreach (var id in walked.sorted.AsSpan(0, walked.Count))
        {
            if (other.Contains(id) == keep)
            {
                kept[n++] = id;
            }
        }

        return new Container(kept[..n], null, n);
    }

    /// <summary>Writes the ids from <paramref name="from"/> on, as long as there is room; gives how many.</summary>
    public int Take(int from, int block, Span<int> into)
    {
        var n = 0;
        if (bits is null)
        {
            var at = Array.BinarySearch(sorted!, 0, Count, (ushort)from); // one of the two is there
            for (var i = at < 0 ? ~at : at; i < Count && n < into.Length; i++)
            {
                into[n++] = block | sorted![i];
            }

            return n;
        }

        for (var word = from >> 6; word < Words && n < into.Length; word++)
        {
            var rest = word == from >> 6 ? bits[word] & (ulong.MaxValue << (from & 63)) : bits[word];
            for (; rest != 0 && n < into.Length; rest &= rest - 1)
            {
                into[n++] = block | (word << 6) | BitOperations.TrailingZeroCount(rest);
            }
        }

        return n;
    }

    /// <summary>The 16-bit values in rising order.</summary>
    public ushort[] ToSorted()
    {
        if (bits is null)
        {
            return sorted![..Count]; // one of the two is there
        }

        var all = new int[Count];
        Take(0, 0, all);
        return Array.ConvertAll(all, id => (ushort)id);
    }

    /// <summary>A copy of the bits.</summary>
    public ulong[] ToBits()
    {
        if (bits is not null)
        {
            return (ulong[])bits.Clone();
        }

        var all = new ulong[Words];
        foreach (var id in sorted.AsSpan(0, Count))
        {
            all[id >> 6] |= 1UL << (id & 63);
        }

        return all;
    }

    /// <summary>True when 16-bit values are the smaller form.</summary>
    public bool IsSmall => Count <= MostSorted;

    private void Shrink()
    {
        if (bits is not null && Count <= MostSorted)
        {
            sorted = ToSorted();
            bits = null;
        }
    }
}
