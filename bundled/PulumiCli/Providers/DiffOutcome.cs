using System.Collections.Immutable;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Providers;

/// <summary>What a provider says to old and new inputs.</summary>
/// <param name="Changed">Null: it does not know, and the inputs themselves are compared.</param>
/// <param name="ReplaceKeys">What demands a replacement; empty for none.</param>
/// <param name="ChangedKeys">Top-level keys.</param>
/// <param name="Details">Null when the provider gives none.</param>
internal sealed record DiffOutcome(
    bool? Changed, ImmutableArray<string> ReplaceKeys, ImmutableArray<string> ChangedKeys, ImmutableArray<PropertyChange>? Details, bool DeleteBeforeReplace)
{
    public static DiffOutcome NotKnown { get; } = new(null, [], [], null, false);
}
