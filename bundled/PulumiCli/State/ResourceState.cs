using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.State;

/// <summary>One entry of the state.</summary>
/// <remarks>Entries are told apart by reference, never by content: one URN may stand for a resource and for its predecessor that still has to go.</remarks>
internal sealed record ResourceState
{
    public required string Urn { get; init; }

    /// <summary>A provider made it; false for components and the stack.</summary>
    public required bool Custom { get; init; }

    public required string Type { get; init; }

    /// <summary>Replaced already and waiting for its deletion.</summary>
    public bool Delete { get; init; }

    /// <summary>Empty for components.</summary>
    public string Id { get; init; } = "";

    public PropertyMap Inputs { get; init; } = PropertyMaps.Empty;

    public PropertyMap Outputs { get; init; } = PropertyMaps.Empty;

    public string? Parent { get; init; }

    public bool Protect { get; init; }

    /// <summary>To be replaced by the next update, whatever its inputs.</summary>
    public bool Taint { get; init; }

    /// <summary>Only read, never managed.</summary>
    public bool External { get; init; }

    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>Why the resource exists but is not in order; empty when it is.</summary>
    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary>A <see cref="ProviderReference"/> as text.</summary>
    public string? Provider { get; init; }

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } = NoPropertyDependencies;

    /// <summary>Deleted to be made anew, which has not happened yet.</summary>
    public bool PendingReplacement { get; init; }

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Seconds.</summary>
    public Timeouts Timeouts { get; init; } = Timeouts.None;

    public string? ImportId { get; init; }

    public bool RetainOnDelete { get; init; }

    public string? DeletedWith { get; init; }

    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    public string? Created { get; init; }

    public string? Modified { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> HideDiff { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public PropertyValue? ReplacementTrigger { get; init; }

    public bool RefreshBeforeUpdate { get; init; }

    /// <summary>Members that this program does not know; they stay in the file.</summary>
    public ImmutableDictionary<string, JsonNode?> Extra { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    public bool IsProvider => ProviderReference.IsProviderType(Type);

    public bool IsStack => Type == State.Urn.StackType;

    /// <summary>Why it cannot be, say, deleted.</summary>
    public string ProtectedFrom(string verb) => $"the resource '{State.Urn.NameOf(Urn)}' is protected and cannot be {verb}. "
        + "Take the option protect away from it and run an update first, then repeat this.";

    /// <summary>Everything that has to exist before this entry.</summary>
    public IEnumerable<string> References()
    {
        IEnumerable<string?> all = [Parent, DeletedWith, Provider is null ? null : ProviderReference.Parse(Provider).Urn, .. Dependencies, .. ReplaceWith,
            .. PropertyDependencies.Values.SelectMany(d => d)];
        return all.Where(urn => !string.IsNullOrEmpty(urn)).Select(urn => urn!).Distinct(StringComparer.Ordinal); // not null: filtered
    }

    public static ImmutableSortedDictionary<string, ImmutableArray<string>> NoPropertyDependencies { get; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.WithComparers(StringComparer.Ordinal);
}
