namespace Pinpush.Server.Endpoints;

/// <summary>
/// Numbers by 32-bit keys, several for one key: open addressing, eight bytes an entry. A key is a hash, so what is found may be somebody else's and is checked
/// by the caller.
/// Not safe for several threads.
/// </summary>
/// <remarks>Linear probing. The place of an entry follows from its key alone, so a removal moves the entries behind it up and leaves no mark.</remarks>
internal sealed class KeyTable
{
    private ulong[] slots; // key in the high half, number + 1 in the low half; 0 is free

    public KeyTable() => slots = new ulong[16];

    /// <summary>Takes over entries as <see cref="Entries"/> gave them.</summary>
    public KeyTable(ReadOnlySpan<ulong> entries)
    {
        slots = new ulong[Math.Max(16, entries.Length * 3 / 2)];
        foreach (var entry in entries)
        {
            Add((uint)(entry >> 32), (int)(uint)entry - 1);
        }
    }

    public int Count { get; private set; }

    /// <summary>All entries, in no order.</summary>
    public ulong[] Entries => Array.FindAll(slots, s => s != 0);

    /// <summary>Adds an entry unless it is there.</summary>
    public void Add(uint key, int number)
    {
        if ((Count + 1) * 5L > slots.Length * 4L)
        {
            var old = slots;
            slots = new ulong[old.Length * 2];
            foreach (var entry in old)
            {
                if (entry != 0)
                {
                    slots[Place(entry)] = entry;
                }
            }
        }

        var added = Entry(key, number);
        var place = Place(added);
        if (slots[place] == 0)
        {
            slots[place] = added;
            Count++;
        }
    }

    public void Remove(uint key, int number)
    {
        var free = Place(Entry(key, number));
        if (slots[free] == 0)
        {
            return;
        }

        Count--;
        for (var next = After(free); slots[next] != 0; next = After(next))
        {
            // An entry may move up unless its home lies behind the free place.
            var home = Home(slots[next]);
            if (free <= next ? home <= free || home > next : home <= free && home > next)
            {
                slots[free] = slots[next];
                free = next;
            }
        }

        slots[free] = 0;
    }

    /// <summary>The numbers of a key.</summary>
    public void Find(uint key, ref List<int>? found)
    {
        for (var place = Home((ulong)key << 32); slots[place] != 0; place = After(place))
        {
            if (slots[place] >> 32 == key)
            {
                (found ??= []).Add((int)(uint)slots[place] - 1);
            }
        }
    }

    private static ulong Entry(uint key, int number) => ((ulong)key << 32) | ((uint)number + 1);

    private int Home(ulong entry) => (int)((entry >> 32) * (ulong)slots.Length >> 32);

    private int After(int place) => place + 1 == slots.Length ? 0 : place + 1;

    // Where the entry is, or the free place where it would be.
    private int Place(ulong entry)
    {
        var place = Home(entry);
        while (slots[place] != 0 && slots[place] != entry)
        {
            place = After(place);
        }

        return place;
    }
}
