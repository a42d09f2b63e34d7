using System.Runtime.InteropServices;

namespace Pinpush.Fakes;

/// <summary>What the simulated devices got: the latest deliveries, and counts over all of them. Safe for use by many threads.</summary>
/// <remarks>
/// Bounded: the latest deliveries lie in a ring, the counters take a limited number of tokens and message ids.
/// One lock guards all of it; it is held for a ring slot and two dictionary entries, well under a microsecond.
/// </remarks>
public sealed class Inbox
{
    private readonly Lock gate = new();
    private readonly ArrivedPush[] ring;
    private readonly int counterCapacity;
    private readonly Dictionary<string, int> acceptedByToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> acceptedById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tokenOfRepeatedId = new(StringComparer.Ordinal);
    private long arrived;
    private long cleared;
    private long accepted;
    private long uncounted;

    /// <param name="capacity">Deliveries kept; 0 counts only, which is the cheap mode for load.</param>
    /// <param name="counterCapacity">Device tokens, and message ids, that are counted one by one.</param>
    public Inbox(int capacity = 100_000, int counterCapacity = 1_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(counterCapacity);
        ring = new ArrivedPush[capacity];
        this.counterCapacity = counterCapacity;
    }

    /// <summary>Whether deliveries can be read back; otherwise they are counted only.</summary>
    public bool KeepsDeliveries => ring.Length > 0;

    public InboxTotals Totals
    {
        get
        {
            lock (gate)
            {
                return new(accepted, arrived - accepted, acceptedByToken.Count, tokenOfRepeatedId.Count, Kept_NeedsLock, uncounted);
            }
        }
    }

    /// <summary>The kept deliveries of one device, oldest first. Tokens are compared as they came.</summary>
    public IReadOnlyList<Delivery> For(string token) => Where(push => push.Token == token);

    /// <summary>All kept deliveries, oldest first.</summary>
    public IReadOnlyList<Delivery> All() => Where(static _ => true);

    /// <summary>The newest deliveries, oldest of them first.</summary>
    public IReadOnlyList<Delivery> Latest(int count)
    {
        lock (gate)
        {
            return Read_NeedsLock(Math.Max(0, Math.Min(count, Kept_NeedsLock)), static _ => true);
        }
    }

    /// <summary>How many pushes were accepted for a device, also those that are no longer kept.</summary>
    public int AcceptedFor(string token)
    {
        lock (gate)
        {
            return acceptedByToken.GetValueOrDefault(token);
        }
    }

    /// <summary>Every device that was reached, with its count.</summary>
    public IReadOnlyList<TokenCount> CountsByToken()
    {
        lock (gate)
        {
            return [.. acceptedByToken.Select(static pair => new TokenCount(pair.Key, pair.Value))];
        }
    }

    /// <summary>The APNs ids that were accepted more than once.</summary>
    public IReadOnlyList<RepeatedMessage> Repeated()
    {
        lock (gate)
        {
            return [.. tokenOfRepeatedId.Select(pair => new RepeatedMessage(pair.Key, pair.Value, acceptedById[pair.Key]))];
        }
    }

    /// <summary>Forgets all deliveries and counts. The sequence numbers go on.</summary>
    public void Clear()
    {
        lock (gate)
        {
            Array.Clear(ring);
            cleared += arrived;
            arrived = accepted = uncounted = 0;
            acceptedByToken.Clear();
            acceptedById.Clear();
            tokenOfRepeatedId.Clear();
        }
    }

    /// <param name="countId">Whether the message id came from the sender, so that seeing it twice means something.</param>
    internal void Add(in ArrivedPush push, bool countId)
    {
        lock (gate)
        {
            if (ring.Length > 0)
            {
                ring[arrived % ring.Length] = push;
            }

            arrived++;
            if (push.Accepted)
            {
                accepted++;
                Count_NeedsLock(push, countId);
            }
        }
    }

    private int Kept_NeedsLock => (int)Math.Min(arrived, ring.Length);

    private void Count_NeedsLock(in ArrivedPush push, bool countId)
    {
        if (Increment(acceptedByToken, push.Token) == 0)
        {
            uncounted++;
        }

        if (countId && Increment(acceptedById, push.MessageId) > 1)
        {
            tokenOfRepeatedId[push.MessageId] = push.Token;
        }
    }

    /// <returns>The new count, or 0 when there is no room for another key.</returns>
    private int Increment(Dictionary<string, int> counts, string key)
    {
        if (counts.Count >= counterCapacity && !counts.ContainsKey(key))
        {
            return 0;
        }

        return ++CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
    }

    private List<Delivery> Where(Func<ArrivedPush, bool> wanted)
    {
        lock (gate)
        {
            return Read_NeedsLock(Kept_NeedsLock, wanted);
        }
    }

    private List<Delivery> Read_NeedsLock(int newest, Func<ArrivedPush, bool> wanted)
    {
        var found = new List<Delivery>();
        for (var at = arrived - newest; at < arrived; at++)
        {
            if (ring[at % ring.Length] is var push && wanted(push))
            {
                found.Add(push.ToDelivery(cleared + at + 1));
            }
        }

        return found;
    }
}
