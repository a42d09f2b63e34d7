using Pinpush.PulumiCli.State;
using Pulumirpc;

namespace Pinpush.PulumiCli.Planning;

/// <summary>The URNs under which the old state may know a resource.</summary>
internal sealed class AliasResolver(string stack, string project)
{
    /// <summary>In the order in which they are looked up, the new URN itself not among them.</summary>
    /// <param name="parentOld">The URN under which the parent was found, when that is not its own.</param>
    public IEnumerable<string> Resolve(Goal goal, string? parentOld)
    {
        var own = goal.Aliases.Select(a => Urn(goal, a, goal.Parent)).ToList();
        if (parentOld is null)
        {
            return own.Distinct(StringComparer.Ordinal);
        }

        // The parent had another name: below it the child did too, under its own name or one with the parent's at its front.
        var names = new List<string> { goal.Name };
        var (oldName, newName) = (State.Urn.NameOf(parentOld), State.Urn.NameOf(goal.Parent!)); // not null: the parent was found
        if (goal.Name.StartsWith(newName, StringComparison.Ordinal) && oldName != newName)
        {
            names.Insert(0, oldName + goal.Name[newName.Length..]);
        }

        var inherited = names.SelectMany(name => goal.Aliases.Select(a => Urn(goal with { Name = name }, a, parentOld))
            .Prepend(State.Urn.Create(State.Urn.StackOf(parentOld), State.Urn.ProjectOf(parentOld), parentOld, goal.Type, name)));
        return own.Concat(inherited).Distinct(StringComparer.Ordinal);
    }

    private string Urn(Goal goal, Alias alias, string? parent)
    {
        if (alias.AliasCase == Alias.AliasOneofCase.Urn)
        {
            return alias.Urn;
        }

        var spec = alias.Spec ?? new Alias.Types.Spec();
        var above = spec.NoParent ? null : spec.ParentUrn.Length > 0 ? spec.ParentUrn : parent;
        return State.Urn.Create(
            spec.Stack.Length > 0 ? spec.Stack : stack,
            spec.Project.Length > 0 ? spec.Project : project,
            above,
            spec.Type.Length > 0 ? spec.Type : goal.Type,
            spec.Name.Length > 0 ? spec.Name : goal.Name);
    }
}
