using System.Globalization;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Display;

/// <summary>One line for each change of state: for files, pipes and CI.</summary>
internal sealed class ProgressView(TextWriter output, DisplayOptions options) : IRunEvents
{
    private readonly Lock gate = new();
    private readonly List<Diagnostic> diagnostics = [];
    private bool preview;
    private string stackUrn = "";

    public void Begin(RunKind kind, string project, string stack, bool preview)
    {
        this.preview = preview;
        stackUrn = Urn.Create(stack, project, null, Urn.StackType, $"{project}-{stack}");
        Write(SummaryText.Heading(kind, stack, preview));
    }

    public void StepBegins(Step step)
    {
        if (!preview && IsShown(step) && step.Kind != StepKind.Same)
        {
            Write($"{Head(step)} {StepWords.Of(step.Kind).Running}{Info(step)}");
        }
    }

    public void StepEnds(Step step, bool succeeded, TimeSpan elapsed)
    {
        if (IsShown(step))
        {
            var words = StepWords.Of(step.Kind);
            var status = !succeeded ? $"**{words.Running} failed**"
                : preview || step.Kind == StepKind.Same ? words.Planned
                : $"{words.Done} ({elapsed.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)}s)";
            Write($"{Head(step)} {status}{Info(step)}".TrimEnd());
        }
    }

    public void Say(Diagnostic diagnostic)
    {
        lock (gate)
        {
            diagnostics.Add(diagnostic);
        }

        // A long run shows what is said while it is said, too; the section at the end has it by resource.
        if (diagnostic is { Severity: not Severity.Debug, Ephemeral: false })
        {
            var at = diagnostic.Urn.Length > 0 ? diagnostic.Urn : stackUrn;
            Write($"    {DiagnosticText.ShortType(Urn.TypeOf(at))} {Urn.NameOf(at)} {DiagnosticText.One(diagnostic).Split('\n')[0]}");
        }
    }

    public void End(RunResult result)
    {
        IEnumerable<string> sections =
        [
            .. Section(DiagnosticText.Lines(diagnostics, stackUrn)),
            .. options.SuppressOutputs ? [] : Section(SummaryText.Outputs(result, "Outputs:", 4)),
            .. Section(SummaryText.Resources(result, preview)),
            .. preview ? [] : Section([SummaryText.Duration(result)]),
        ];
        foreach (var line in sections)
        {
            Write(line);
        }
    }

    // The stack's own line stays for context; other unchanged resources are not worth one.
    private bool IsShown(Step step) => step.Kind != StepKind.Same || step.State.IsStack || options.ShowSames || step.Old?.Protect != step.New?.Protect;

    // " +  aws:pinpoint:App main"
    private static string Head(Step step) => $" {StepWords.Of(step.Kind).Mark} {DiagnosticText.ShortType(step.State.Type)} {Urn.NameOf(step.Urn)}";

    internal static string Info(Step step)
    {
        var tops = step.Changes.GroupBy(c => c.Path.Parts[0].Name ?? "", StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Kind: g.Count() == 1 && g.First().Path.Parts.Length == 1 ? g.First().Kind : ChangeKind.Update)).ToList();
        string Group(ChangeKind kind, char mark) =>
            string.Join(',', tops.Where(t => t.Kind == kind).Select(t => t.Name)) is { Length: > 0 } names ? mark + names : "";
        var all = Group(ChangeKind.Add, '+') + Group(ChangeKind.Delete, '-') + Group(ChangeKind.Update, '~');
        return all.Length > 0 && step.Kind is not (StepKind.Create or StepKind.Delete) ? $" [diff: {all}]" : "";
    }

    private static IEnumerable<string> Section(IEnumerable<string> lines) => lines.Prepend("") is var all && all.Skip(1).Any() ? all : [];

    private void Write(string line)
    {
        lock (gate)
        {
            output.WriteLine(line);
        }
    }
}
