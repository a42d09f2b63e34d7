using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Display;

/// <summary>The view of <c>--diff</c>: each resource that changes, with what changes in it.</summary>
/// <remarks>Source: Pulumi, <c>pkg/backend/display/diff.go</c>, for the form.</remarks>
internal sealed class DiffView(TextWriter output, DisplayOptions options) : IRunEvents
{
    private readonly Lock gate = new();
    private readonly List<Diagnostic> diagnostics = [];
    private readonly Dictionary<string, ResourceState> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly List<Step> planned = []; // shown in one order, whatever came first, so that two previews can be compared
    private bool preview;
    private string stackUrn = "";

    public void Begin(RunKind kind, string project, string stack, bool preview)
    {
        this.preview = preview;
        stackUrn = Urn.Create(stack, project, null, Urn.StackType, $"{project}-{stack}");
        Write([SummaryText.Heading(kind, stack, preview)]);
    }

    public void StepBegins(Step step)
    {
    }

    public void StepEnds(Step step, bool succeeded, TimeSpan elapsed)
    {
        lock (gate)
        {
            known[step.Urn] = step.State;
            if (preview)
            {
                planned.Add(step);
            }
            else
            {
                Show(step, succeeded);
            }
        }
    }

    public void Say(Diagnostic diagnostic)
    {
        lock (gate)
        {
            diagnostics.Add(diagnostic);
        }
    }

    public void End(RunResult result)
    {
        lock (gate)
        {
            foreach (var step in planned.OrderBy(s => Place(s.State), StringComparer.Ordinal))
            {
                Show(step, succeeded: true);
            }

            if (!options.SuppressOutputs && DiffText.Lines(result.OldOutputs, result.Outputs, 4).Any())
            {
                if (shown.Count == 0 && known.TryGetValue(stackUrn, out var stack))
                {
                    Write(Header(stack, StepKind.Same));
                }

                Write(SummaryText.Outputs(result, "    --outputs:--", 4));
            }

            var said = DiagnosticText.Lines(diagnostics, stackUrn).ToList();
            Write([.. said, .. said.Count > 0 ? [""] : Array.Empty<string>(), .. SummaryText.Resources(result, preview),
                .. preview ? [] : new[] { "", SummaryText.Duration(result) }]);
        }
    }

    private void Show(Step step, bool succeeded)
    {
        if (IsShown(step))
        {
            Write([.. Above(step), .. Block(step, succeeded)]);
        }
    }

    // Behind its parent, and among its siblings by type and name.
    private string Place(ResourceState state) =>
        $"{(state.Parent is { } parent && known.TryGetValue(parent, out var above) ? Place(above) : "")}\n{state.Type}\t{Urn.NameOf(state.Urn)}";

    private bool IsShown(Step step) => step.Kind == StepKind.Same
        ? options.ShowSames || step.Old?.Protect != step.New?.Protect
        : !step.IsPhysicalReplacement || options.ShowReplacementSteps;

    // Parents of what is shown appear once, for context.
    private List<string> Above(Step step)
    {
        List<string> lines = [];
        for (var parent = step.State.Parent; parent is not null && !shown.Contains(parent) && known.TryGetValue(parent, out var state); parent = state.Parent)
        {
            shown.Add(parent);
            lines.InsertRange(0, Header(state, StepKind.Same));
        }

        return lines;
    }

    private IEnumerable<string> Block(Step step, bool succeeded)
    {
        shown.Add(step.Urn);
        var indent = 4 * (Depth(step.State) + 1);
        var state = step.State;
        List<string> lines = [.. Header(state, step.Kind)];
        if (step is { Old.Provider: { } before, New.Provider: { } after } && before != after)
        {
            lines.Add($"{new string(' ', indent)}[provider: {before} => {after}]");
        }
        else if (state.Provider is { } provider && Urn.NameOf(ProviderReference.Parse(provider).Urn) != "default")
        {
            lines.Add($"{new string(' ', indent)}[provider={provider}]");
        }

        lines.AddRange(step.Kind switch
        {
            StepKind.Update or StepKind.Replace or StepKind.CreateReplacement when step is { Old: { } old, New: { } now } =>
                DiffText.Lines(old, now, step.Changes, [.. now.HideDiff.Select(PropertyPath.Parse)], indent),
            StepKind.Same => [],
            _ => ObjectText.Members(state.Inputs, indent, "  "),
        });
        if (!preview && succeeded && !options.SuppressOutputs
            && step is { Kind: StepKind.Create or StepKind.Update or StepKind.CreateReplacement or StepKind.Read, New: { } made })
        {
            var own = made.Outputs.Where(o => !made.Inputs.TryGetValue(o.Key, out var input) || !PropertyEquality.Same(input, o.Value)).ToMap();
            if (own.Any(o => !o.Key.StartsWith("__", StringComparison.Ordinal)))
            {
                lines.Add($"{new string(' ', indent)}--outputs:--");
                lines.AddRange(ObjectText.Members(own, indent, "  "));
            }
        }

        return lines;
    }

    private List<string> Header(ResourceState state, StepKind kind)
    {
        shown.Add(state.Urn);
        var depth = Depth(state);
        var inner = new string(' ', 4 * (depth + 1));
        List<string> lines =
            [$"{new string(' ', 4 * depth)}{StepWords.Of(kind).Mark}{state.Type}: ({StepWords.Of(kind).Name}){(state.Protect ? " \U0001F512" : "")}"];
        if (state.Id.Length > 0 && state.Id != Signatures.Unknown)
        {
            lines.Add($"{inner}[id={state.Id}]");
        }

        lines.Add($"{inner}[urn={state.Urn}]");
        return lines;
    }

    private int Depth(ResourceState state)
    {
        var depth = 0;
        for (var parent = state.Parent; parent is not null; parent = known.GetValueOrDefault(parent)?.Parent)
        {
            depth++;
        }

        return depth;
    }

    private void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }
    }
}
