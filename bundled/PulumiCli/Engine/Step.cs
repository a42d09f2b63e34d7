using System.Collections.Immutable;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>One operation on one resource, as it is shown, counted and recorded.</summary>
/// <param name="Old">Null for what is new.</param>
/// <param name="New">Null for what goes.</param>
internal sealed record Step(StepKind Kind, string Urn, ResourceState? Old, ResourceState? New)
{
    /// <summary>What changes, by place; empty for steps that change nothing inside.</summary>
    public ImmutableArray<PropertyChange> Changes { get; init; } = [];

    /// <summary>The provider itself gave <see cref="Changes"/>; otherwise they are a comparison of the inputs.</summary>
    public bool ProviderDiff { get; init; }

    public ImmutableArray<string> DiffKeys { get; init; } = [];

    public ImmutableArray<string> ReplaceKeys { get; init; } = [];

    public ResourceState State => New ?? Old ?? throw new InvalidOperationException("A step has an old or a new state.");

    /// <summary>Whether it is about a default provider, which is neither shown nor counted: no program asked for it by name.</summary>
    public bool IsUnseen => ProviderReference.IsDefault(Urn);

    /// <summary>Whether people see it as a part of another, logical step.</summary>
    public bool IsPhysicalReplacement => Kind is StepKind.CreateReplacement or StepKind.DeleteReplaced or StepKind.DiscardReplaced or StepKind.ReadReplacement;
}
