namespace Pinpush.Bench;

/// <summary>What one benchmark found. Only ratios compare between machines.</summary>
/// <param name="Figures">The first is the ratio: our rate over that of the bare thing in the same run. It is missing where that thing is.</param>
internal sealed record Measured(string Name, IReadOnlyList<Figure> Figures)
{
    public double? Ratio => Figures[0] is { Value: var value, Name: var name } && name.StartsWith("ratio", StringComparison.Ordinal) ? value : null;
}

/// <param name="Unit">Empty for a ratio or a number of things.</param>
/// <param name="Goal">What the design asks for at full size; null when it asks for nothing.</param>
internal sealed record Figure(string Name, double Value, string Unit = "", Goal? Goal = null);

/// <summary>A bound that the design sets.</summary>
/// <param name="AtMost">True when less is better.</param>
internal sealed record Goal(double Value, bool AtMost = false)
{
    /// <summary>Half as good as the goal: half a rate, twice a time.</summary>
    public double Half => AtMost ? Value * 2 : Value / 2;

    /// <summary><c>yes</c>, <c>half</c> (at least half as good) or <c>no</c>.</summary>
    public string Reached(double value) => Meets(value, Value) ? "yes" : Meets(value, Half) ? "half" : "no";

    private bool Meets(double value, double bound) => AtMost ? value <= bound : value >= bound;
}
