using System.Collections.Immutable;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Providers;

/// <summary>What a provider is told of the resource; each operation takes what it needs.</summary>
internal sealed record ProviderCall
{
    /// <summary>The member of a provider's inputs that is the engine's own.</summary>
    public const string Internal = "__internal";

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

    /// <param name="old">Null for what is new.</param>
    public static ProviderCall Of(string urn, ResourceState? old, PropertyMap inputs) => new()
    {
        Urn = urn,
        Id = old?.Id ?? "",
        OldInputs = old?.Inputs ?? PropertyMaps.Empty,
        OldOutputs = old?.Outputs ?? PropertyMaps.Empty,
        Inputs = inputs,
    };
}
