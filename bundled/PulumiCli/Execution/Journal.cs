using System.Collections.Immutable;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Execution;

/// <summary>The state as it is at this moment of a run, saved around every step.</summary>
/// <remarks>
/// Order: what this run registered, in the order in which it was done, then what it has not touched yet. A step's pending operation is on
/// disk before the provider is called; its result is on disk before the program hears of it.
/// </remarks>
internal sealed class Journal : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly Snapshot start;
    private readonly Action<Snapshot>? save;
    private readonly bool partial;
    private readonly List<ResourceState> news = [];
    private readonly List<ResourceState> olds;
    private readonly List<PendingOperation> pending;
    private readonly Dictionary<string, string> renames = new(StringComparer.Ordinal);

    /// <param name="save">Null in previews: nothing is written.</param>
    /// <param name="partial">The run leaves resources alone, which may need what it does not touch either.</param>
    public Journal(Snapshot start, Action<Snapshot>? save, bool partial)
    {
        (this.start, this.save, this.partial) = (start, save, partial);
        olds = [.. start.Resources];
        // Of what was interrupted only a create can have left something that no entry tells of: it stays until a refresh.
        pending = [.. start.PendingOperations.Where(p => p.Type == PendingOperation.Creating)];
    }

    /// <summary>Records that a step is about to call a provider.</summary>
    public Task<PendingOperation> BeginAsync(ResourceState resource, string type, CancellationToken cancellationToken)
    {
        var operation = new PendingOperation(resource, type);
        return ChangeAsync(() => pending.Add(operation), operation, cancellationToken);
    }

    /// <summary>The step ended without an effect that would have to be recorded.</summary>
    public Task AbandonAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        ChangeAsync(() => Drop(operation), operation, cancellationToken);

    /// <summary>The resource is as given; it takes the place of <paramref name="old"/>.</summary>
    /// <param name="quietly">Nothing of weight changed: the next write takes it along.</param>
    public Task RecordAsync(
        PendingOperation? operation, ResourceState? old, ResourceState result, bool quietly, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        Drop(operation);
        Forget(old);
        news.RemoveAll(n => n.Urn == result.Urn && !n.Delete);
        news.Add(result);
        if (old is not null && old.Urn != result.Urn)
        {
            renames[old.Urn] = result.Urn;
        }
    }, result, quietly, cancellationToken);

    /// <summary>The resource is as given; its predecessor stays behind until its deletion.</summary>
    public Task RecordReplacementAsync(
        PendingOperation? operation, ResourceState old, ResourceState result, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        Drop(operation);
        Swap(olds, old, old with { Delete = true });
        news.Add(result);
        if (old.Urn != result.Urn)
        {
            renames[old.Urn] = result.Urn;
        }
    }, result, cancellationToken);

    /// <summary>An untouched entry is marked, e.g. as replaced.</summary>
    public Task MarkAsync(PendingOperation? operation, ResourceState old, ResourceState marked, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        Drop(operation);
        Swap(olds, old, marked);
        Swap(news, old, marked);
    }, marked, cancellationToken);

    public Task RemoveAsync(PendingOperation? operation, ResourceState old, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        Drop(operation);
        Forget(old);
    }, old, cancellationToken);

    /// <summary>Outputs that a component or the stack registers later.</summary>
    /// <returns>The entry with them.</returns>
    public Task<ResourceState> SetOutputsAsync(string urn, PropertyMap outputs, bool quietly, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        var at = news.FindIndex(n => n.Urn == urn && !n.Delete);
        news[at] = news[at] with { Outputs = outputs };
        return news[at];
    }, quietly, cancellationToken);

    /// <summary>Puts a whole new list in place, as a refresh finds it.</summary>
    public Task ReplaceAllAsync(IEnumerable<ResourceState> resources, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        news.Clear();
        olds.Clear();
        olds.AddRange(resources);
        pending.Clear();
    }, this, cancellationToken);

    /// <summary>What has not been touched, in the order of the state.</summary>
    public async Task<ImmutableArray<ResourceState>> UntouchedAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return [.. olds];
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The state of this moment; saved too, unless this is a preview.</summary>
    public async Task<Snapshot> FinishAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var snapshot = Current();
            save?.Invoke(snapshot);
            return snapshot;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private Task<T> ChangeAsync<T>(Action change, T result, CancellationToken cancellationToken) =>
        ChangeAsync(change, result, quietly: false, cancellationToken);

    private Task<T> ChangeAsync<T>(Action change, T result, bool quietly, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        change();
        return result;
    }, quietly, cancellationToken);

    private async Task<T> ChangeAsync<T>(Func<T> change, bool quietly, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var result = change();
            if (!quietly)
            {
                save?.Invoke(Current());
            }

            return result;
        }
        finally
        {
            gate.Release();
        }
    }

    private Snapshot Current()
    {
        var all = news.Concat(olds).Select(r => renames.Count == 0 ? r : Renaming.Apply(r, renames)).ToList();
        return start with { Resources = [.. partial ? Ordered(all) : all], PendingOperations = [.. pending] };
    }

    // The same order, but each behind what it refers to.
    private static List<ResourceState> Ordered(List<ResourceState> all)
    {
        var live = all.Where(r => !r.Delete).DistinctBy(r => r.Urn).ToDictionary(r => r.Urn, StringComparer.Ordinal);
        var (placed, ordered) = (new HashSet<ResourceState>(ReferenceEqualityComparer.Instance), new List<ResourceState>(all.Count));
        all.ForEach(Place);
        return ordered;

        void Place(ResourceState resource)
        {
            if (!placed.Add(resource))
            {
                return;
            }

            foreach (var needed in resource.References().Where(live.ContainsKey))
            {
                Place(live[needed]);
            }

            ordered.Add(resource);
        }
    }

    private void Drop(PendingOperation? operation) => pending.RemoveAll(p => ReferenceEquals(p, operation));

    private void Forget(ResourceState? old)
    {
        olds.RemoveAll(o => ReferenceEquals(o, old));
        news.RemoveAll(n => ReferenceEquals(n, old));
    }

    private static void Swap(List<ResourceState> list, ResourceState old, ResourceState marked)
    {
        var at = list.FindIndex(o => ReferenceEquals(o, old));
        if (at >= 0)
        {
            list[at] = marked;
        }
    }
}
