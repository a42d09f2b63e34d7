using System.Runtime.InteropServices;
using Pinpush.Wire;

namespace Pinpush.Audience;

/// <summary>
/// The endpoints of one app by what segments ask about: for each field and value the ids that have it. In memory, derived from the endpoints' rows.
/// Safe for readers and writers at once; an evaluation sees one moment.
/// </summary>
public sealed class AudienceIndex
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<string, IdSet>> fields = new(StringComparer.Ordinal);
    private readonly Bitmap everyone = new();
    private readonly Bitmap reachable = new();
    private int[] activeAt = [];

    /// <summary>How many endpoints the app has.</summary>
    public long Count
    {
        get
        {
            lock (gate)
            {
                return everyone.Count;
            }
        }
    }

    /// <summary>A copy of the ids that a campaign may send to: ACTIVE, and not opted out.</summary>
    public Bitmap Reachable
    {
        get
        {
            lock (gate)
            {
                return reachable.Clone();
            }
        }
    }

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
        lock (gate)
        {
            foreach (var (field, value) in gone)
            {
                Forget(field, value, id);
            }

            foreach (var (field, value) in come)
            {
                ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(fields, field, out _);
                values ??= new(StringComparer.Ordinal);
                ref var ids = ref CollectionsMarshal.GetValueRefOrAddDefault(values, value, out var known);
                if (!known)
                {
                    ids = new IdSet();
                }

                ids.Add(id);
            }

            Put(everyone, id, after is not null);
            Put(reachable, id, after is { EndpointStatus: "ACTIVE" } && after.OptOut != "ALL");
            if (id >= activeAt.Length)
            {
                Array.Resize(ref activeAt, Math.Max(id + 1, activeAt.Length * 2));
            }

            activeAt[id] = active;
        }
    }

    /// <summary>Runs <paramref name="work"/> on one moment of the index.</summary>
    internal T Read<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }

    /// <summary>A copy of all ids.</summary>
    internal Bitmap Everyone_NeedsLock() => everyone.Clone();

    /// <summary>The ids whose value of a field is one of <paramref name="values"/>.</summary>
    internal Bitmap With_NeedsLock(string field, IEnumerable<string> values)
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
    internal Bitmap Where_NeedsLock(string field, Func<string, bool> fits)
    {
        var union = new Bitmap();
        foreach (var (value, ids) in fields.GetValueOrDefault(field) ?? [])
        {
            if (fits(value))
            {
                ids.AddTo(union);
            }
        }

        return union;
    }

    /// <summary>The ids whose last update is not older than <paramref name="since"/>, to the minute.</summary>
    internal Bitmap ActiveSince_NeedsLock(DateTimeOffset since)
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

    private void Forget(string field, string value, int id)
    {
        if (!fields.TryGetValue(field, out var values))
        {
            return;
        }

        ref var ids = ref CollectionsMarshal.GetValueRefOrNullRef(values, value);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref ids))
        {
            return;
        }

        ids.Remove(id);
        if (ids.IsEmpty)
        {
            values.Remove(value);
        }
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
}
