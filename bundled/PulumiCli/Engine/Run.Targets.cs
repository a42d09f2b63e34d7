using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Engine;

/// <summary>What a run leaves alone that is about some resources only.</summary>
internal sealed partial class Run
{
    private readonly HashSet<string> meant = new(StringComparer.Ordinal);

    /// <summary>URNs that were registered.</summary>
    public IEnumerable<string> Registered => goals.Keys;

    // The stack and default providers belong to every run; what was deleted to be made anew has to be made.
    private bool IsMeant(Goal goal, string urn, ResourceState? old)
    {
        if (context.Targets.IsAll || goal.Type == Urn.StackType || ProviderReference.IsDefault(urn))
        {
            return true;
        }

        var depends = context.Targets.Dependents && Wanted(goal, urn, goal.Provider.Length > 0 ? goal.Provider : null).References().Any(meant.Contains);
        if (!context.Targets.Contains(urn) && !depends && old is not { PendingReplacement: true })
        {
            return false;
        }

        meant.Add(urn);
        return true;
    }

    /// <summary>Keeps what exists as it is recorded.</summary>
    /// <exception cref="Failure">It does not exist. To leave it out could make something else without the values that it takes from it.</exception>
    private Func<Task<ResourceState>> PlanUnmeant(Goal goal, string urn, ResourceState? old)
    {
        if (old is null)
        {
            throw new Failure($"{urn} does not exist yet and is no target, so what needs it could not be made. Name it with --target too.");
        }

        return async () =>
        {
            var kept = old with { Urn = urn, Parent = goal.Parent };
            await journal.RecordAsync(null, old, kept, quietly: true, ToItsEnd);
            news[urn] = kept;
            if (kept.IsProvider)
            {
                providers.Add(await providers.StartAsync(new ProviderReference(urn, kept.Id).Package, kept.Inputs, ToItsEnd), kept, ToItsEnd);
            }

            Note(new Step(StepKind.Same, urn, old, kept));
            return kept;
        };
    }

    /// <summary>Of what nobody wants any more, what this run may delete. What depends on it has to go too, or it stays.</summary>
    private IReadOnlyList<ResourceState> Leaving(IReadOnlyList<ResourceState> all)
    {
        if (context.Targets.IsAll)
        {
            return all;
        }

        var urns = all.Where(r => context.Targets.Contains(r.Urn) || r.Delete).Select(r => r.Urn).ToHashSet(StringComparer.Ordinal);
        for (var more = true; more;)
        {
            var next = all.Where(r => !urns.Contains(r.Urn) && r.References().Any(u => urns.Contains(u) && !news.ContainsKey(u))).ToList();
            if (!context.Targets.Dependents)
            {
                next.AddRange(news.Values.Where(r => !r.IsStack && r.References().Any(u => urns.Contains(u) && !news.ContainsKey(u))));
                foreach (var dependent in next)
                {
                    Fault(dependent.Urn, $"{dependent.Urn} depends on what is to be deleted. Name it with --target too, or give --target-dependents.");
                }

                return next.Count > 0 ? [] : [.. all.Where(r => urns.Contains(r.Urn))];
            }

            urns.UnionWith(next.Select(r => r.Urn));
            more = next.Count > 0;
        }

        return [.. all.Where(r => urns.Contains(r.Urn))];
    }
}
