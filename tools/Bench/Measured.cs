namespace Pinpush.Bench;

/// <summary>What one benchmark found. Only the ratio compares between machines.</summary>
/// <param name="Ratio">Our rate over the rate of the bare thing in the same run; null when there is nothing bare to compare with.</param>
/// <param name="Goal">What the design asks for.</param>
internal sealed record Measured(string Name, double? Ratio, string Goal, IReadOnlyList<Figure> Figures);

internal sealed record Figure(string Name, double Value, string Unit);
