using System.Collections.Concurrent;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Planning;

/// <summary>What a program has registered so far, and which entry of the old state each of it was.</summary>
/// <remarks>What was made is read and written by all steps; the rest by the one registration that is planned.</remarks>
internal sealed class Registrations(string stack, string project, Targets targets)
{
    private readonly AliasResolver aliases = new(stack, project);
    private readonly Dictionary<string, ResourceState> olds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Goal> goals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> claimed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> foundUnder = new(StringComparer.Ordinal);
    private readonly HashSet<string> replaced = new(StringComparer.Ordinal);
    private readonly HashSet<string> meant = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ResourceState> made = new(StringComparer.Ordinal);

    /// <summary>URNs that were registered.</summary>
    public IEnumerable<string> Urns => goals.Keys;

    /// <summary>What is there, of what was registered.</summary>
    public IEnumerable<ResourceState> Made => made.Values;

    /// <summary>Outputs of the stack before the run.</summary>
    public PropertyMap OldOutputs { get; private set; } = Values.PropertyMaps.Empty;

    public ResourceState? Find(string urn) => made.GetValueOrDefault(urn);

    /// <returns>The same.</returns>
    public ResourceState Put(ResourceState state) => made[state.Urn] = state;

    /// <summary>Takes these entries for the old ones, before the first registration.</summary>
    public void Begin(IEnumerable<ResourceState> resources)
    {
        olds.Clear();
        foreach (var resource in resources.Where(r => !r.Delete))
        {
            olds[resource.Urn] = resource;
            OldOutputs = resource.IsStack ? resource.Outputs : OldOutputs;
        }
    }

    /// <summary>Makes the URN, and gives the goal what its parent passes on.</summary>
    /// <exception cref="Failure">The parent is not registered, or the URN is taken.</exception>
    public string Claim(ref Goal goal)
    {
        if (goal.Parent is { } above)
        {
            goal = goal.Below(
                goals.GetValueOrDefault(above) ?? throw new Failure($"The parent {above} of {goal.Type} '{goal.Name}' has not been registered."));
        }

        var urn = Urn.Create(stack, project, goal.Parent, goal.Type, goal.Name);
        return goals.TryAdd(urn, goal) ? urn : throw new Failure($"Duplicate resource URN '{urn}'; try giving it a unique name");
    }

    /// <summary>The old entry of the resource, also under the URNs that it had before.</summary>
    /// <exception cref="Failure">Another resource has it already.</exception>
    public ResourceState? FindOld(Goal goal, string urn)
    {
        var parentOld = goal.Parent is { } parent ? foundUnder.GetValueOrDefault(parent) : null;
        foreach (var candidate in aliases.Resolve(goal, parentOld).Prepend(urn))
        {
            if (!olds.TryGetValue(candidate, out var old))
            {
                continue;
            }

            if (!claimed.TryAdd(candidate, urn))
            {
                throw new Failure($"Both {claimed[candidate]} and {urn} claim to have been {candidate} before; only one can. Correct their aliases.");
            }

            if (candidate != urn)
            {
                foundUnder[urn] = candidate;
            }

            return old;
        }

        return null;
    }

    /// <summary>Whether an old entry is the former one of something that was registered.</summary>
    public bool IsClaimed(string urn) => claimed.ContainsKey(urn);

    /// <summary>Whether the run is about the resource.</summary>
    public bool IsMeant(Goal goal, string urn, ResourceState? old)
    {
        // The stack and default providers belong to every run; what was deleted to be made anew has to be made.
        if (targets.IsAll || goal.Type == Urn.StackType || ProviderReference.IsDefault(urn))
        {
            return true;
        }

        var depends = targets.Dependents && goal.ToState(urn, goal.Provider.Length > 0 ? goal.Provider : null).References().Any(meant.Contains);
        if (!targets.Contains(urn) && !depends && old is not { PendingReplacement: true })
        {
            return false;
        }

        meant.Add(urn);
        return true;
    }

    /// <summary>Notes that the resource gives way to a new one, under its old URN and its new one.</summary>
    public void Replace(string urn, ResourceState old) => replaced.UnionWith([urn, old.Urn]);

    /// <summary>Notes that the old entry is deleted first: whoever asks for it makes it anew.</summary>
    public void Remake(ResourceState marked)
    {
        replaced.Add(marked.Urn);
        olds[marked.Urn] = marked;
    }

    /// <summary>Why the resource is replaced on purpose, without a question to its provider; null when it is not.</summary>
    public string? Purpose(Goal goal, string urn, ResourceState old) =>
        targets.Replaces(urn) ? "replace"
        : old.Taint ? "taint"
        : goal.ReplaceWith.Any(replaced.Contains) ? "replaceWith"
        : goal.DeletedWith.Length > 0 && replaced.Contains(goal.DeletedWith) ? "deletedWith"
        : null;
}
