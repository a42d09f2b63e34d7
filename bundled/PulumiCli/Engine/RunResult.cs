namespace Pinpush.PulumiCli.Engine;

/// <summary>How a run ended.</summary>
/// <param name="Counts">Steps that succeeded (or are planned), by kind.</param>
/// <param name="Outputs">Outputs of the stack; empty when there is none.</param>
/// <param name="OldOutputs">Those before the run.</param>
/// <param name="MaybeCorrupt">A provider could not tell whether a failed operation had an effect.</param>
internal sealed record RunResult(
    bool Succeeded, IReadOnlyDictionary<StepKind, int> Counts, int Errors, TimeSpan Duration, PropertyMap Outputs, PropertyMap OldOutputs, bool MaybeCorrupt)
{
    /// <summary>What was warned of, such as what a preview would send or take away.</summary>
    public IReadOnlyCollection<Diagnostic> Warnings { get; init; } = [];

    public bool HasChanges => Counts.Any(c => c.Key is not (StepKind.Same or StepKind.Read) && c.Value > 0);
}
