using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pinpush.Contract;

namespace Pinpush.Audience;

/// <summary>
/// The endpoints of one app by what segments ask about: for each field and value the ids that have it. In memory, derived from the endpoints' rows.
/// Safe for readers and writers at once. An evaluation sees one moment, and a writer never waits for one: what is set meanwhile is taken over after it.
/// </summary>
public sealed partial class AudienceIndex
{
    private readonly object gate = new(); // a Monitor: readers wait on it
    private readonly List<Change> waiting = [];
    private readonly Dictionary<string, Dictionary<string, IdSet>> fields = new(StringComparer.Ordinal);
    private readonly Bitmap everyone = new();
    private readonly Bitmap reachable = new();
    private int[] activeAt = [];
    private int readers;

    /// <summary>How many endpoints the app has.</summary>
    public long Count => Read(() => everyone.Count);

    /// <summary>A copy of all ids.</summary>
    public Bitmap Everyone => Read(everyone.Clone);

    /// <summary>A copy of the ids that a campaign may send to: ACTIVE, with an address, and not opted out.</summary>
    public Bitmap Reachable => Read(reachable.Clone);

    /// <summary>A copy of the ids that a channel reaches.</summary>
    public Bitmap Of(ChannelType channel) => Read(() => With_NeedsRead(SetCriterion.Channel.Member, [channel.Word()]));

    /// <summary>Takes over a change of one endpoint.</summary>
    /// <param name="before">What it was; null when it is new.</param>
    /// <param name="after">What it is; null when it is gone.</param>
    public void Set(int id, EndpointResponse? before, EndpointResponse? after)
    {
        // Outside the lock, and without sets for an endpoint that is new: most are, and all of them at a start.
        var (old, now) = (EndpointTerms.Of(before), EndpointTerms.Of(after));
        var (gone, come) = before is null ? ([], now) : (old.Except(now).ToList(), now.Except(old).ToList());
        var active = IsoTime.TryParse(after?.EffectiveDate, out var at)
            ? (int)Math.Min(at.ToUnixTimeSeconds() / 60, int.MaxValue) // minutes: an int lasts until the year 6053
            : 0;
        var isReachable = after is { EndpointStatus: EndpointStatus.Active, Address: not null } && after.OptOut != OptOut.All;
        var change = new Change(id, gone, come, active, after is not null, isReachable);
        lock (gate)
        {
            if (readers > 0)
            {
                waiting.Add(change);
            }
            else
            {
                Apply_NeedsLock(change);
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> on one moment of the index, which has all that was set before the call.</summary>
    internal T Read<T>(Func<T> work)
    {
        lock (gate)
        {
            while (readers > 0 && waiting.Count > 0)
            {
                Monitor.Wait(gate); // who reads now does not see what waits; who comes after must
            }

            readers++;
        }

        try
        {
            return work();
        }
        finally
        {
            lock (gate)
            {
                if (--readers == 0)
                {
                    waiting.ForEach(Apply_NeedsLock);
                    waiting.Clear();
                    Monitor.PulseAll(gate);
                }
            }
        }
    }

    /// <summary>A copy of all ids.</summary>
    internal Bitmap Everyone_NeedsRead() => everyone.Clone();

    /// <summary>The ids whose value of a field is one of <paramref name="values"/>.</summary>
    internal Bitmap With_NeedsRead(string field, IEnumerable<string> values)
    {
        var union = new Bitmap();
        if (fields.TryGetValue(field, out var known))
        {
            foreach (var value in values)
            {
                if (known.TryGetValue(value, out var ids))
                {
                    ids.AddTo(union);
                }
            }
        }

        return union;
    }

    /// <summary>The ids whose value of a field fits; each distinct value is asked once.</summary>
    internal Bitmap Where_NeedsRead(string field, Func<string, bool> fits, CancellationToken cancellationToken)
    {
        var (union, asked) = (new Bitmap(), 0);
        foreach (var (value, ids) in fields.GetValueOrDefault(field) ?? [])
        {
            if ((++asked & 0xfff) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested(); // a field may have millions of values
            }

            if (fits(value))
            {
                ids.AddTo(union);
            }
        }

        return union;
    }

    /// <summary>The ids whose last update is not older than <paramref name="since"/>, to the minute.</summary>
    internal Bitmap ActiveSince_NeedsRead(DateTimeOffset since)
    {
        var (active, least) = (new Bitmap(), (int)(since.ToUnixTimeSeconds() / 60));
        for (var id = 0; id < activeAt.Length; id++)
        {
            if (activeAt[id] >= least)
            {
                active.Add(id);
            }
        }

        active.AndWith(everyone);
        return active;
    }

    private void Apply_NeedsLock(Change change)
    {
        foreach (var (field, value) in change.Gone)
        {
            if (!fields.TryGetValue(field, out var values))
            {
                continue;
            }

            ref var ids = ref CollectionsMarshal.GetValueRefOrNullRef(values, value);
            if (!Unsafe.IsNullRef(ref ids))
            {
                ids.Remove(change.Id);
                if (ids.IsEmpty)
                {
                    values.Remove(value);
                }
            }
        }

        foreach (var (field, value) in change.Come)
        {
            ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(fields, field, out _);
            values ??= new(StringComparer.Ordinal);
            ref var ids = ref CollectionsMarshal.GetValueRefOrAddDefault(values, value, out var known);
            if (!known)
            {
                ids = new IdSet();
            }

            ids.Add(change.Id);
        }

        Put(everyone, change.Id, change.Exists);
        Put(reachable, change.Id, change.IsReachable);
        if (change.Id >= activeAt.Length)
        {
            Array.Resize(ref activeAt, Math.Max(change.Id + 1, activeAt.Length * 2));
        }

        activeAt[change.Id] = change.ActiveAt;
    }

    private static void Put(Bitmap bitmap, int id, bool member)
    {
        if (member)
        {
            bitmap.Add(id);
        }
        else
        {
            bitmap.Remove(id);
        }
    }

    private readonly record struct Change(
        int Id, List<(string Field, string Value)> Gone, List<(string Field, string Value)> Come, int ActiveAt, bool Exists, bool IsReachable);
}
