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
    private readonly List<Row> rows = [];
    private readonly List<Diagnostic> diagnostics = [];
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
    private string stackUrn = "";
    private bool preview;
    private int drawn;
    private long last;

    public void Begin(RunKind kind, string project, string stack, bool preview)
    {
        this.preview = preview;
        stackUrn = Urn.Create(stack, project, null, Urn.StackType, $"{project}-{stack}");
        output.WriteLine(SummaryText.Heading(kind, stack, preview));
        last = time.GetTimestamp();
    }

    public void StepBegins(Step step) => Set(step, preview ? "" : StepWords.Of(step.Kind).Running, "yellow");

    public void StepEnds(Step step, bool succeeded, TimeSpan elapsed)
    {
        var words = StepWords.Of(step.Kind);
        Set(step,
            !succeeded ? $"{words.Running} failed" : preview ? words.Planned : $"{words.Done} ({elapsed.TotalSeconds:0.#}s)", succeeded ? "green" : "red");
    }

    public void Say(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Debug)
        {
            return;
        }

        lock (gate)
        {
            diagnostics.Add(diagnostic);
            if (rows.Find(r => r.Urn == (diagnostic.Urn.Length > 0 ? diagnostic.Urn : stackUrn)) is { } row)
            {
                row.Info = DiagnosticText.One(diagnostic).Split('\n')[0];
            }

            Draw(now: false);
        }
    }

    public void End(RunResult result)
    {
        lock (gate)
        {
            Draw(now: true);
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

    private void Set(Step step, string status, string color)
    {
        if (step.Kind == StepKind.Same && !step.State.IsStack && !options.ShowSames)
        {
            return;
        }

        lock (gate)
        {
            var row = rows.Find(r => r.Urn == step.Urn);
            if (row is null)
            {
                var parent = rows.FindIndex(r => r.Urn == step.State.Parent);
                row = new Row(step.Urn, step.State.Type, parent < 0 ? 0 : rows[parent].Depth + 1);
                rows.Insert(parent < 0 ? rows.Count : After(parent), row);
            }

            (row.Mark, row.Status, row.Color) = (StepWords.Of(step.Kind).Mark, status, color);
            row.Info = ProgressView.Info(step).Trim() is { Length: > 0 } info ? info : row.Info;
            Draw(now: false);
        }
    }

    // Behind the parent's last descendant.
    private int After(int parent)
    {
        var at = parent + 1;
        while (at < rows.Count && rows[at].Depth > rows[parent].Depth)
        {
            at++;
        }

        return at;
    }

    private void Draw(bool now)
    {
        if (!now && time.GetElapsedTime(last) < Pause)
        {
            return;
        }

        last = time.GetTimestamp();
        var table = new Table().Border(TableBorder.None).AddColumns(" ", "Type", "Name", preview ? "Plan" : "Status", "Info");
        // While it runs only what fits on the screen: lines that have scrolled away cannot be redrawn.
        var most = Math.Max(1, console.Profile.Height - 4);
        foreach (var row in now ? rows : rows.TakeLast(most))
        {
            var tree = (row.Depth == 0 ? "" : new string(' ', 3 * (row.Depth - 1)) + "└─ ") + DiagnosticText.ShortType(row.Type);
            table.AddRow(Markup.Escape(row.Mark), Markup.Escape(tree), Markup.Escape(Urn.NameOf(row.Urn)), $"[{row.Color}]{Markup.Escape(row.Status)}[/]",
                Markup.Escape(Short(row.Info)));
        }

        if (drawn > 0)
        {
            output.Write($"\u001b[{drawn}A\u001b[J");
        }

        console.Write(table);
        drawn = now ? 0 : table.Rows.Count + 1;
    }

    // A cell that wraps would make the table higher than it is counted.
    private static string Short(string text) => text.Length > 40 ? text[..39] + "…" : text;

    private sealed class Row(string urn, string type, int depth)
    {
        public string Urn { get; } = urn;

        public string Type { get; } = type;

        public int Depth { get; } = depth;

        public string Mark { get; set; } = "";

        public string Status { get; set; } = "";

        public string Color { get; set; } = "default";

        public string Info { get; set; } = "";
    }
}
