using System.Collections.Immutable;
using Pinpush.PulumiCli.Plugins;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>Same, update or replace.</summary>
internal sealed partial class Run
{
    private const string InitError = "#initerror";

    private async Task<Verdict> JudgeAsync(Goal goal, ResourceState wanted, ResourceState old, IProvider provider, ProviderCall call)
    {
        // As the official engine: no provider is asked about what is replaced on purpose.
        var purpose = context.Targets.Replaces(wanted.Urn) ? "replace" : old.Taint ? "taint" : goal.ReplaceWith.Any(replaced.Contains) ? "replaceWith"
            : goal.DeletedWith.Length > 0 && replaced.Contains(goal.DeletedWith) ? "deletedWith" : null;
        if (purpose is not null)
        {
            ImmutableArray<PropertyChange> differences = [.. ObjectDiff.Compare(old.Inputs, wanted.Inputs)];
            return new Verdict(Update: true, Replace: true, differences, ProviderDiff: false, [], [purpose], goal.DeleteBeforeReplace ?? false);
        }

        List<string> reasons = [];
        if (old.Provider != wanted.Provider && await ProviderReplacesAsync(old.Provider, wanted.Provider, provider))
        {
            reasons.Add("provider");
        }

        if (old.ReplacementTrigger is { } before && goal.ReplacementTrigger is { } now && !PropertyEquality.Same(before, now))
        {
            if (now.HasUnknowns() && !context.Preview)
            {
                throw Failing(wanted.Urn, $"replacement trigger contains unknowns for {wanted.Urn}");
            }

            reasons.Add("replacementTrigger");
        }

        var diff = await provider.DiffAsync(call, ToItsEnd);
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

    // An old provider that nobody knows any more cannot be compared; then the resource's own diff decides.
    private async Task<bool> ProviderReplacesAsync(string? before, string? now, IProvider provider)
    {
        if (before is null || now is null || providers.StateOf(before) is not { } old || providers.StateOf(now) is not { } current)
        {
            return false;
        }

        var diff = await provider.DiffConfigAsync(
            new ProviderCall { Urn = current.Urn, Id = current.Id, OldInputs = old.Inputs, OldOutputs = old.Outputs, Inputs = current.Inputs }, ToItsEnd);
        return !diff.ReplaceKeys.IsEmpty;
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
