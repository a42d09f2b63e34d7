using Pinpush.PulumiCli.Engine;

namespace Pinpush.PulumiCli.Display;

/// <summary>Keeps what a run tells, so that another view can show it afterwards.</summary>
internal sealed class EventLog(IRunEvents shown) : IRunEvents
{
    private readonly Lock gate = new();
    private readonly List<Action<IRunEvents>> told = [];

    public void Begin(RunKind kind, string project, string stack, bool preview) => Tell(v => v.Begin(kind, project, stack, preview));

    public void StepBegins(Step step) => Tell(v => v.StepBegins(step));

    public void StepEnds(Step step, bool succeeded, TimeSpan elapsed) => Tell(v => v.StepEnds(step, succeeded, elapsed));

    public void Say(Diagnostic diagnostic) => Tell(v => v.Say(diagnostic));

    public void End(RunResult result) => Tell(v => v.End(result));

    public void Show(IRunEvents view) => told.ForEach(t => t(view));

    private void Tell(Action<IRunEvents> what)
    {
        lock (gate)
        {
            told.Add(what);
        }

        what(shown);
    }
}
