using System.Collections.Immutable;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Providers;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Planning;

/// <summary>What has to happen to a resource that exists.</summary>
/// <param name="Changes">By place; from the provider, else a comparison of the inputs.</param>
/// <param name="DiffKeys">What differs.</param>
/// <param name="ReplaceKeys">What demands the replacement: property paths, or a reason such as <c>provider</c>.</param>
/// <param name="DeleteFirst">The provider cannot have both at once.</param>
internal sealed record Verdict(
    bool Update, bool Replace, ImmutableArray<PropertyChange> Changes, bool ProviderDiff, ImmutableArray<string> DiffKeys,
    ImmutableArray<string> ReplaceKeys, bool DeleteFirst)
{
    private const string InitError = "#initerror";

    public static Verdict OfComponent(ResourceState old, ResourceState wanted) => Compared(old, wanted);

    /// <summary>Of what was deleted for its replacement already, or was only read.</summary>
    public static Verdict OfGone(ResourceState old, ResourceState wanted) => Compared(old, wanted) with { Replace = true, DiffKeys = [] };

    /// <summary>Of what is replaced whatever its inputs.</summary>
    public static Verdict OnPurpose(string reason, Goal goal, ResourceState old, ResourceState wanted) =>
        Compared(old, wanted) with { Replace = true, DiffKeys = [], ReplaceKeys = [reason], DeleteFirst = goal.DeleteBeforeReplace ?? false };

    /// <summary>Of a provider resource.</summary>
    /// <param name="diff">What its plugin says.</param>
    public static Verdict OfProvider(Goal goal, ResourceState old, ResourceState wanted, DiffOutcome diff)
    {
        var compared = Compared(old, wanted);
        return compared with
        {
            Replace = !diff.ReplaceKeys.IsEmpty,
            Changes = diff.Details ?? compared.Changes,
            ProviderDiff = diff.Details is not null,
            ReplaceKeys = diff.ReplaceKeys,
            DeleteFirst = goal.DeleteBeforeReplace ?? false,
        };
    }

    /// <summary>Same, update or replace.</summary>
    /// <param name="diff">What the provider says.</param>
    /// <param name="reasons">What demands the replacement beside it.</param>
    public static Verdict Of(Goal goal, ResourceState old, ResourceState wanted, DiffOutcome diff, IReadOnlyList<string> reasons)
    {
        var compared = ObjectDiff.Compare(old.Inputs, wanted.Inputs);
        var fromProvider = diff is { Changed: not null, Details: not null };
        var changed = diff.Changed ?? compared.Count > 0;
        var demanded = diff.ReplaceKeys.Select(TryPath).OfType<PropertyPath>().ToList();
        var always = goal.ReplaceOnChanges.Select(PropertyPath.Parse).ToList();
        var changes = (!changed ? [] : fromProvider ? diff.Details!.Value.AsEnumerable() : compared) // not null: fromProvider says so
            .Select(c => c with { Replaces = c.Replaces || Meets(demanded, c.Path) || Meets(always, c.Path) }).ToImmutableArray();
        // A provider without details may name keys that the inputs do not show, such as drift.
        var namedOnly = changed ? diff.ChangedKeys.Where(k => TryPath(k) is { } p && Meets(always, p)) : [];
        var replaceKeys = (changed ? diff.ReplaceKeys : []).Concat(changes.Where(c => c.Replaces).Select(c => c.Path.ToString())).Concat(namedOnly)
            .Concat(reasons).Distinct(StringComparer.Ordinal).ToImmutableArray();
        // As the provider names them; else the properties themselves, without places in them.
        var keys = (!changed ? [] : !diff.ChangedKeys.IsEmpty ? diff.ChangedKeys : changes.Select(c => c.Path.Parts[0].Name).OfType<string>())
            .Concat(old.InitErrors.IsEmpty ? [] : [InitError]).Distinct(StringComparer.Ordinal);
        return new Verdict(changed || !old.InitErrors.IsEmpty, !replaceKeys.IsEmpty, changes, fromProvider, [.. keys], replaceKeys,
            goal.DeleteBeforeReplace ?? diff.DeleteBeforeReplace);
    }

    public Step On(Step step) => step with { Changes = Changes, ProviderDiff = ProviderDiff, DiffKeys = DiffKeys, ReplaceKeys = ReplaceKeys };

    private static Verdict Compared(ResourceState old, ResourceState wanted)
    {
        var changes = ObjectDiff.Compare(old.Inputs, wanted.Inputs);
        var differs = changes.Count > 0 || !PropertyEquality.Same(old.Inputs, wanted.Inputs);
        return new Verdict(Update: differs, Replace: false, [.. changes], ProviderDiff: false, [.. changes.Select(c => c.Path.ToString())], [],
            DeleteFirst: false);
    }

    private static bool Meets(List<PropertyPath> paths, PropertyPath changed) => paths.Exists(p => p.Covers(changed) || changed.Covers(p));

    private static PropertyPath? TryPath(string text)
    {
        try
        {
            return PropertyPath.Parse(text);
        }
        catch (FormatException)
        {
            return null; // a key that is no path is shown as it came
        }
    }
}
