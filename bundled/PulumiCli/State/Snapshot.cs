using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.State;

/// <summary>Everything that is recorded of one stack.</summary>
internal sealed record Snapshot
{
    public static Snapshot Empty { get; } = new();

    public ImmutableArray<ResourceState> Resources { get; init; } = [];

    public ImmutableArray<PendingOperation> PendingOperations { get; init; } = [];

    /// <summary>The passphrase salt; null when the state names no provider or another kind.</summary>
    public string? Salt { get; init; }

    /// <summary>Members of the deployment that this program does not know.</summary>
    public ImmutableDictionary<string, JsonNode?> Extra { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    /// <summary>Members of the manifest that this program does not know, such as its plugins.</summary>
    public ImmutableDictionary<string, JsonNode?> ManifestExtra { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    public ResourceState? Stack => Resources.FirstOrDefault(r => r.IsStack);

    /// <summary>What contradicts itself; empty when every reference points to an earlier entry and no URN stands twice.</summary>
    public IEnumerable<string> Faults()
    {
        HashSet<string> seen = new(StringComparer.Ordinal), live = new(StringComparer.Ordinal);
        foreach (var resource in Resources)
        {
            foreach (var missing in resource.References().Where(r => r != resource.Urn && !seen.Contains(r)))
            {
                yield return $"{resource.Urn} refers to {missing}, which is not recorded before it.";
            }

            seen.Add(resource.Urn);
            if (!resource.Delete && !live.Add(resource.Urn))
            {
                yield return $"{resource.Urn} is recorded twice.";
            }
        }
    }
}
