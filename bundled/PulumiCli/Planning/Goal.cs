using System.Collections.Immutable;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;
using Pulumirpc;

namespace Pinpush.PulumiCli.Planning;

/// <summary>What a program wants one resource to be.</summary>
internal sealed record Goal
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public required bool Custom { get; init; }

    public PropertyMap Inputs { get; init; } = PropertyMaps.Empty;

    /// <summary>URN; null for the stack itself and, with some SDKs, for what lies directly in it.</summary>
    public string? Parent { get; init; }

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } = ResourceState.NoPropertyDependencies;

    /// <summary>A provider reference; empty for the default provider.</summary>
    public string Provider { get; init; } = "";

    public ProviderNeed Need { get; init; } = ProviderNeed.None;

    /// <summary>Null: as the parent has it.</summary>
    public bool? Protect { get; init; }

    /// <summary>Null: as the parent has it.</summary>
    public bool? RetainOnDelete { get; init; }

    /// <summary>Null: as the provider says.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    public string DeletedWith { get; init; } = "";

    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    public PropertyValue? ReplacementTrigger { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public ImmutableArray<string> HideDiff { get; init; } = [];

    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>Empty: nothing is imported.</summary>
    public string ImportId { get; init; } = "";

    public Timeouts Timeouts { get; init; } = Timeouts.None;

    /// <summary>With what its parent passes on.</summary>
    public Goal Below(Goal parent) => this with
    {
        Protect = Protect ?? parent.Protect,
        RetainOnDelete = RetainOnDelete ?? parent.RetainOnDelete,
        DeletedWith = DeletedWith.Length > 0 ? DeletedWith : parent.DeletedWith,
        Provider = Provider.Length == 0 && Custom && parent.Provider.Length > 0
            && ProviderReference.Parse(parent.Provider).Package == Type.Split(':')[0] ? parent.Provider : Provider,
    };

    /// <summary>The entry of the state that it would be, without what the provider adds.</summary>
    public ResourceState ToState(string urn, string? provider) => new()
    {
        Urn = urn,
        Custom = Custom,
        Type = Type,
        Inputs = Inputs,
        Parent = Parent,
        Protect = Protect ?? false,
        RetainOnDelete = RetainOnDelete ?? false,
        Dependencies = Dependencies,
        PropertyDependencies = PropertyDependencies,
        Provider = provider,
        AdditionalSecretOutputs = AdditionalSecretOutputs,
        Timeouts = Timeouts,
        ImportId = ImportId.Length > 0 ? ImportId : null,
        DeletedWith = DeletedWith.Length > 0 ? DeletedWith : null,
        ReplaceWith = ReplaceWith,
        ReplacementTrigger = ReplacementTrigger,
        IgnoreChanges = IgnoreChanges,
        HideDiff = HideDiff,
        ReplaceOnChanges = ReplaceOnChanges,
    };

    /// <summary>The inputs, with the old ones at the places whose changes are to be ignored.</summary>
    /// <param name="lost">Paths whose container is gone or new, so that nothing could be set back.</param>
    public PropertyMap Ignoring(PropertyMap oldInputs, out IReadOnlyList<string> lost)
    {
        var (inputs, failed) = (Inputs, new List<string>());
        foreach (var path in IgnoreChanges)
        {
            if (path == "*")
            {
                inputs = oldInputs;
            }
            else if (!PropertyPathEdits.TryReset(ref inputs, oldInputs, PropertyPath.Parse(path)))
            {
                failed.Add(path);
            }
        }

        lost = failed;
        return inputs;
    }

    /// <exception cref="FormatException">A duration or a value cannot be read.</exception>
    public static Goal From(RegisterResourceRequest request) => new()
    {
        Type = request.Type,
        Name = request.Name,
        Custom = request.Custom,
        Inputs = request.Object.FromWire().Remove("id").Remove("urn"),
        Parent = request.Parent.Length > 0 ? request.Parent : null,
        Dependencies = [.. request.Dependencies.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        PropertyDependencies = PropertyDependenciesOf(request),
        Provider = request.Provider,
        Need = new ProviderNeed(request.Version, request.PluginDownloadURL),
        Protect = request.HasProtect ? request.Protect : null,
        RetainOnDelete = request.HasRetainOnDelete ? request.RetainOnDelete : null,
        DeleteBeforeReplace = request.DeleteBeforeReplaceDefined || request.DeleteBeforeReplace ? request.DeleteBeforeReplace : null,
        DeletedWith = request.DeletedWith,
        ReplaceWith = [.. request.ReplaceWith],
        ReplacementTrigger = request.ReplacementTrigger is { } trigger && PropertyWire.FromWire(trigger) is var value and not PropertyValue.Null
            ? value : null,
        IgnoreChanges = [.. request.IgnoreChanges],
        ReplaceOnChanges = [.. request.ReplaceOnChanges],
        AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
        HideDiff = [.. request.HideDiffs],
        Aliases = [.. request.AliasURNs.Select(urn => new Alias { Urn = urn }), .. request.Aliases],
        ImportId = request.ImportId,
        Timeouts = request.CustomTimeouts is { } t
            ? new Timeouts(GoDuration.Seconds(t.Create), GoDuration.Seconds(t.Update), GoDuration.Seconds(t.Delete), GoDuration.Seconds(t.Read))
            : Timeouts.None,
    };

    // Without any entry every property depends on everything.
    private static ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependenciesOf(RegisterResourceRequest request)
    {
        var all = request.PropertyDependencies.Count > 0 || request.Remote
            ? request.PropertyDependencies.Select(p => KeyValuePair.Create(p.Key, p.Value.Urns.Order(StringComparer.Ordinal).ToImmutableArray()))
            : request.Object?.Fields.Keys.Select(k => KeyValuePair.Create(k, request.Dependencies.Order(StringComparer.Ordinal).ToImmutableArray())) ?? [];
        return ResourceState.NoPropertyDependencies.AddRange(all.Where(p => p.Key is not ("id" or "urn")));
    }
}
