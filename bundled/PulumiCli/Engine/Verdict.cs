using System.Collections.Immutable;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>What has to happen to a resource that exists.</summary>
/// <param name="Changes">By place; from the provider, else a comparison of the inputs.</param>
/// <param name="DiffKeys">What differs.</param>
/// <param name="ReplaceKeys">What demands the replacement: property paths, or a reason such as <c>provider</c>.</param>
/// <param name="DeleteFirst">The provider cannot have both at once.</param>
internal sealed record Verdict(
    bool Update, bool Replace, ImmutableArray<PropertyChange> Changes, bool ProviderDiff, ImmutableArray<string> DiffKeys,
    ImmutableArray<string> ReplaceKeys, bool DeleteFirst)
{
    public static Verdict OfComponent(ResourceState old, ResourceState wanted)
    {
        var changes = ObjectDiff.Compare(old.Inputs, wanted.Inputs);
        return new Verdict(Update: true, Replace: false, [.. changes], ProviderDiff: false,
            [.. changes.Select(c => c.Path.ToString())], [], DeleteFirst: false);
    }

    public Step On(Step step) => step with { Changes = Changes, ProviderDiff = ProviderDiff, DiffKeys = DiffKeys, ReplaceKeys = ReplaceKeys };
}
