using System.Collections.Immutable;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Planning;

/// <summary>What nobody wants any more, in the order of the state: what depends on an entry comes behind it, and goes before it.</summary>
/// <param name="Faults">Why nothing goes.</param>
internal sealed record Departures(ImmutableArray<Departures.Departure> Going, ImmutableArray<(string Urn, string Reason)> Faults)
{
    /// <param name="untouched">Entries that the run has not touched.</param>
    /// <param name="made">What stays.</param>
    public static Departures Of(IReadOnlyList<ResourceState> untouched, Targets targets, IReadOnlyCollection<ResourceState> made)
    {
        var (leaving, left) = targets.IsAll ? (untouched, []) : Meant(untouched, targets, made);
        var faults = left.Select(r => (r.Urn, $"{r.Urn} depends on what is to be deleted. Name it with --target too, or give --target-dependents."))
            .Concat(leaving.Where(r => r is { Protect: true, Delete: false, PendingReplacement: false }).Select(r => (r.Urn, r.ProtectedFrom("deleted"))))
            .ToImmutableArray();
        return faults.IsEmpty ? new(Ordered(leaving), []) : new([], faults);
    }

    // What depends on a target goes with it, or else must not be there.
    private static (IReadOnlyList<ResourceState> Leaving, IReadOnlyList<ResourceState> Left) Meant(
        IReadOnlyList<ResourceState> untouched, Targets targets, IReadOnlyCollection<ResourceState> made)
    {
        var staying = made.Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        var urns = untouched.Where(r => targets.Contains(r.Urn) || r.Delete).Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        bool Needs(ResourceState resource) => resource.References().Any(u => urns.Contains(u) && !staying.Contains(u));
        IEnumerable<ResourceState> Dependents() => untouched.Where(r => !urns.Contains(r.Urn) && Needs(r));
        while (targets.Dependents && Dependents().ToList() is { Count: > 0 } more)
        {
            urns.UnionWith(more.Select(r => r.Urn));
        }

        IReadOnlyList<ResourceState> left = targets.Dependents ? [] : [.. Dependents(), .. made.Where(r => !r.IsStack && Needs(r))];
        return ([.. untouched.Where(r => left.Count == 0 && urns.Contains(r.Urn))], left);
    }

    private static ImmutableArray<Departure> Ordered(IReadOnlyList<ResourceState> leaving)
    {
        var deleted = leaving.Where(r => !r.RetainOnDelete).Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. leaving.Select((entry, i) => new Departure(entry, KindOf(entry),
                entry is { Custom: true, IsProvider: false, External: false, PendingReplacement: false, RetainOnDelete: false }
                    && !(entry.DeletedWith is { } with && deleted.Contains(with)),
                [.. Enumerable.Range(i + 1, leaving.Count - i - 1).Where(j => leaving[j].Urn != entry.Urn && leaving[j].References().Contains(entry.Urn))])),
        ];
    }

    private static StepKind KindOf(ResourceState old) =>
        old.PendingReplacement ? StepKind.RemovePendingReplace
        : old.External ? old.Delete ? StepKind.DiscardReplaced : StepKind.ReadDiscard
        : old.Delete ? StepKind.DeleteReplaced : StepKind.Delete;

    /// <param name="ByProvider">The provider deletes it; otherwise it only leaves the state.</param>
    /// <param name="After">Places in <see cref="Going"/> of those that have to be gone first; all lie behind it.</param>
    internal sealed record Departure(ResourceState Entry, StepKind Kind, bool ByProvider, ImmutableArray<int> After);
}
