using System.Collections.Immutable;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Plugins;

/// <summary>What a provider is told of the resource; each operation takes what it needs.</summary>
internal sealed record ProviderCall
{
    public required string Urn { get; init; }

    public string Id { get; init; } = "";

    public PropertyMap OldInputs { get; init; } = PropertyMaps.Empty;

    public PropertyMap OldOutputs { get; init; } = PropertyMaps.Empty;

    public PropertyMap Inputs { get; init; } = PropertyMaps.Empty;

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>Seconds; 0 leaves it to the provider.</summary>
    public double Timeout { get; init; }

    public bool Preview { get; init; }

    /// <summary>32 random bytes for automatic names; the same in both checks of one registration.</summary>
    public byte[] Seed { get; init; } = [];
}
