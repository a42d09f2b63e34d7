namespace Pinpush.PulumiCli.Engine;

/// <summary>Hears what a run does, as it happens, from several threads.</summary>
internal interface IRunEvents
{
    void Begin(RunKind kind, string project, string stack, bool preview);

    void StepBegins(Step step);

    /// <param name="step">With the state that it ended in.</param>
    /// <param name="succeeded">The reason of a failure comes as a diagnostic.</param>
    void StepEnds(Step step, bool succeeded, TimeSpan elapsed);

    void Say(Diagnostic diagnostic);

    void End(RunResult result);
}
