using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>
/// From an id, a user or an address to the numbers of endpoints that may have it, in memory: 8 to 12 bytes a key where an index of the database takes 100 and a
/// write of three pages each. Safe for several threads. Every number that is found has to be checked against its row.
/// </summary>
internal sealed class EndpointKeys
{
    private const int Shards = 64; // so that none of them is long to grow
    private readonly Lock gate = new();
    private readonly KeyTable[] tables;
    private readonly long seed;

    public EndpointKeys()
        // nobody outside can aim at one key
        : this(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)), [.. Enumerable.Range(0, Shards).Select(_ => new KeyTable())])
    {
    }

    private EndpointKeys(long seed, KeyTable[] tables) => (this.seed, this.tables) = (seed, tables);

    /// <summary>The endpoint with this id, whose case does not matter.</summary>
    public IReadOnlyList<int> OfId(string app, string id) => Find(Key('i', app, id.ToLowerInvariant()));

    /// <summary>The endpoints of a user.</summary>
    public IReadOnlyList<int> OfUser(string app, string user) => Find(Key('u', app, user));

    /// <summary>The ACTIVE endpoint of this device.</summary>
    public IReadOnlyList<int> OfDevice(string app, Device device) => Find(Key(app, device));

    /// <summary>Adds what an endpoint is found by.</summary>
    public void Add(int number, EndpointResponse endpoint) => Change(null, endpoint, (table, key) => table.Add(key, number));

    /// <summary>Removes what an endpoint was found by and is no longer.</summary>
    /// <param name="after">What it is; null when it is gone.</param>
    public void Remove(int number, EndpointResponse? before, EndpointResponse? after) => Change(after, before, (table, key) => table.Remove(key, number));

    /// <summary>Format: seed, then for each shard the number of entries and the entries (uint64 each).</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(seed);
        foreach (var table in tables)
        {
            ulong[] entries;
            lock (gate)
            {
                entries = table.Entries;
            }

            writer.Write(entries.Length);
            writer.Write(MemoryMarshal.AsBytes(entries.AsSpan()));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static EndpointKeys Load(BinaryReader reader)
    {
        var seed = reader.ReadInt64();
        return new EndpointKeys(seed, [.. Enumerable.Range(0, Shards).Select(_ =>
        {
            var entries = new ulong[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(entries.AsSpan()));
            return new KeyTable(entries);
        })]);
    }

    private List<int> Find(ulong key)
    {
        List<int>? found = null;
        lock (gate)
        {
            tables[key % Shards].Find((uint)(key >> 32), ref found);
        }

        return found ?? [];
    }

    // What `one` is found by and `other` is not.
    private void Change(EndpointResponse? other, EndpointResponse? one, Action<KeyTable, uint> change)
    {
        Span<ulong> keys = stackalloc ulong[3], others = stackalloc ulong[3];
        keys = keys[..Keys(one, keys)];
        others = others[..Keys(other, others)];
        lock (gate)
        {
            foreach (var key in keys)
            {
                if (!others.Contains(key))
                {
                    change(tables[key % Shards], (uint)(key >> 32));
                }
            }
        }
    }

    private int Keys(EndpointResponse? endpoint, Span<ulong> keys)
    {
        if (endpoint is not { ApplicationId: { } app, Id: { } id })
        {
            return 0;
        }

        var count = 0;
        keys[count++] = Key('i', app, id.ToLowerInvariant());
        if (endpoint.User?.UserId is { } user)
        {
            keys[count++] = Key('u', app, user);
        }

        if (endpoint.EndpointStatus == EndpointStatus.Active && Device.Of(endpoint) is { } device)
        {
            keys[count++] = Key(app, device);
        }

        return count;
    }

    private ulong Key(string app, Device device) => Key((char)('A' + (int)(device.Channel ?? default)), app, device.Address);

    private ulong Key(char kind, string app, string value)
    {
        var text = $"{kind}{app}/{value}";
        Span<byte> bytes = text.Length <= 300 ? stackalloc byte[text.Length * 3] : new byte[text.Length * 3];
        return XxHash3.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(text, bytes)], seed);
    }
}
