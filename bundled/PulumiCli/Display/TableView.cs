using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;
using Spectre.Console;

namespace Pinpush.PulumiCli.Display;

/// <summary>A table that is redrawn as the run goes on: for terminals.</summary>
internal sealed class TableView(TextWriter output, DisplayOptions options, TimeProvider time) : IRunEvents
{
    /// <summary>More often than this nobody sees.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    private readonly Lock gate = new();
    private readonly List<Diagnostic> diagnostics = [];
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
    private ProgressTable? table; // from the beginning of the run on
    private string stackUrn = "";
    private bool preview;
    private int drawn; // lines
    private long last;

    public void Begin(RunKind kind, string project, string stack, bool preview)
    {
        this.preview = preview;
        stackUrn = Urn.Create(stack, project, null, Urn.StackType, $"{project}-{stack}");
        table = new ProgressTable(stackUrn, preview, options.ShowSames);
        output.WriteLine(SummaryText.Heading(kind, stack, preview));
        last = time.GetTimestamp();
    }

    public void StepBegins(Step step) => Change(t => t.Begin(step));

    public void StepEnds(Step step, bool succeeded, TimeSpan elapsed) => Change(t => t.End(step, succeeded, elapsed));

    public void Say(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Debug)
        {
            return;
        }

        Change(t =>
        {
            diagnostics.Add(diagnostic);
            t.Say(diagnostic.Urn.Length > 0 ? diagnostic.Urn : stackUrn, DiagnosticText.One(diagnostic).Split('\n')[0]);
        });
    }

    public void End(RunResult result)
    {
        lock (gate)
        {
            Draw(table?.Shown() ?? []);
            IEnumerable<IEnumerable<string>> sections =
            [
                DiagnosticText.Lines(diagnostics, stackUrn),
                options.SuppressOutputs ? [] : SummaryText.Outputs(result, "Outputs:", 4),
                SummaryText.Resources(result, preview),
                preview ? [] : [SummaryText.Duration(result)],
            ];
            foreach (var section in sections.Where(s => s.Any()))
            {
                output.WriteLine();
                foreach (var line in section)
                {
                    output.WriteLine(line);
                }
            }
        }
    }

    private void Change(Action<ProgressTable> change)
    {
        lock (gate)
        {
            if (table is null)
            {
                return;
            }

            change(table);
            if (time.GetElapsedTime(last) >= Pause)
            {
                last = time.GetTimestamp();
                Draw(Fitting(table.Shown()));
            }
        }
    }

    // While it runs only what fits on the screen: lines that have scrolled away cannot be redrawn. What is done goes first, the oldest first.
    private List<(ProgressRow Row, int Depth)> Fitting(List<(ProgressRow Row, int Depth)> rows)
    {
        var fits = Math.Max(1, console.Profile.Height - 4);
        var done = rows.Where(r => !r.Row.IsRunning && !r.Row.HasFailed).Take(Math.Max(0, rows.Count - fits)).ToHashSet();
        rows.RemoveAll(done.Contains);
        return rows.Count > fits ? rows[^fits..] : rows;
    }

    private void Draw(List<(ProgressRow Row, int Depth)> rows)
    {
        if (drawn > 0)
        {
            output.Write($"\u001b[{drawn}A\u001b[J");
        }

        foreach (var line in ProgressLines.Of(rows, preview ? "Plan" : "Status", console.Profile.Width))
        {
            console.Write(line);
            console.WriteLine();
        }

        drawn = rows.Count + 1;
    }
}
