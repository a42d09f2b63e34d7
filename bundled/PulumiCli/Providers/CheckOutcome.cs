using System.Collections.Immutable;

namespace Pinpush.PulumiCli.Providers;

/// <summary>The inputs as the provider takes them, or why it does not.</summary>
internal sealed record CheckOutcome(PropertyMap Inputs, ImmutableArray<CheckOutcome.Fault> Faults)
{
    /// <param name="Property">Empty when the fault is of the whole.</param>
    internal sealed record Fault(string Property, string Reason);
}
