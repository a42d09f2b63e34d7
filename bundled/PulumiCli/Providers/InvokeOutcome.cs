using System.Collections.Immutable;

namespace Pinpush.PulumiCli.Providers;

/// <summary>What a function of a provider returned, or why it did not run.</summary>
internal sealed record InvokeOutcome(PropertyMap Result, ImmutableArray<CheckOutcome.Fault> Faults);
