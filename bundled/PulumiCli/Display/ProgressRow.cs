using System.Globalization;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Display;

/// <summary>How far a resource has come. The steps of a replacement are one to whoever looks on.</summary>
internal sealed class ProgressRow(string urn, string parent)
{
    private TimeSpan spent;
    private bool isReplaced;

    public string Urn { get; } = urn;

    public string Type { get; } = DiagnosticText.ShortType(State.Urn.TypeOf(urn));

    public string Name { get; } = State.Urn.NameOf(urn);

    /// <summary>URN; empty for the stack.</summary>
    public string Parent { get; set; } = parent;

    /// <summary>False for what did not change: it is there only for the sake of what stands below it.</summary>
    public bool IsShown { get; private set; }

    public bool IsRunning { get; private set; }

    public bool HasFailed { get; private set; }

    public string Mark { get; private set; } = "  ";

    public string Status { get; private set; } = "";

    /// <summary>The properties that change, or what was said last.</summary>
    public string Info { get; set; } = "";

    public void Begin(Step step, bool preview)
    {
        (IsShown, IsRunning, Mark) = (true, true, MarkOf(step));
        Status = preview ? "" : StepWords.Of(step.Kind).Running;
        Tell(step);
    }

    public void End(Step step, bool succeeded, TimeSpan elapsed, bool preview)
    {
        (IsShown, IsRunning, HasFailed, Mark) = (true, false, !succeeded, MarkOf(step));
        spent += elapsed;
        isReplaced |= step.Kind == StepKind.Replace;
        var words = StepWords.Of(isReplaced ? StepKind.Replace : step.Kind);
        Status = !succeeded ? $"{StepWords.Of(step.Kind).Running} failed"
            : preview || words.Done.Length == 0 ? words.Planned
            : string.Create(CultureInfo.InvariantCulture, $"{words.Done} ({spent.TotalSeconds:0.0}s)");
        Tell(step);
    }

    public void Hide() => (IsShown, IsRunning, Status) = (false, false, "");

    private void Tell(Step step) => Info = ProgressView.Info(step).Trim() is { Length: > 0 } info ? info : Info;

    private static string MarkOf(Step step) => StepWords.Of(step.IsPhysicalReplacement ? StepKind.Replace : step.Kind).Mark;
}
