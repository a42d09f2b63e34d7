using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Display;

/// <summary>The one JSON object of <c>preview --json</c>.</summary>
/// <remarks>Source: Pulumi, <c>pkg/backend/display/json.go</c>.</remarks>
internal sealed class JsonView(TextWriter output, DisplayOptions options, StackConfig config) : IRunEvents
{
    private readonly Lock gate = new();
    private readonly JsonArray steps = [];
    private readonly JsonArray diagnostics = [];
    private bool preview;

    public void Begin(RunKind kind, string project, string stack, bool preview) => this.preview = preview;

    public void StepBegins(Step step)
    {
    }

    public void StepEnds(Step step, bool succeeded, TimeSpan elapsed)
    {
        if ((step.Kind == StepKind.Same && !step.State.IsStack && !options.ShowSames) || (step.IsPhysicalReplacement && !options.ShowReplacementSteps))
        {
            return;
        }

        var node = new JsonObject { ["op"] = StepWords.Of(step.Kind).Name, ["urn"] = step.Urn };
        Add(node, "provider", step.State.Provider);
        Add(node, "oldState", step.Old is { } old ? State(old) : null);
        var now = preview && step.Kind == StepKind.Update ? step.New! with { Id = "", Outputs = PropertyMaps.Empty } : step.New; // an update has a new state
        Add(node, "newState", now is null ? null : State(now));
        Add(node, "diffReasons", Texts(step.DiffKeys));
        Add(node, "replaceReasons", Texts(step.ReplaceKeys));
        node["detailedDiff"] = step.Changes.IsEmpty ? null : new JsonObject(step.Changes.DistinctBy(c => c.Path.ToString()).Select(c =>
            KeyValuePair.Create(c.Path.ToString(), (JsonNode?)new JsonObject { ["kind"] = c.Word, ["inputDiff"] = c.OfInputs })));
        lock (gate)
        {
            steps.Add(node);
        }
    }

    public void Say(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Debug)
        {
            return;
        }

        var node = new JsonObject();
        Add(node, "urn", diagnostic.Urn.Length > 0 ? diagnostic.Urn : null);
        node["message"] = diagnostic.Text;
        node["severity"] = diagnostic.Severity switch
        {
            Severity.Info => "info",
            Severity.InfoError => "info#err",
            Severity.Warning => "warning",
            _ => "error",
        };
        lock (gate)
        {
            diagnostics.Add(node);
        }
    }

    public void End(RunResult result)
    {
        var all = new JsonObject();
        if (config.Values.Count > 0)
        {
            all["config"] = new JsonObject(config.Values
                .Select(v => KeyValuePair.Create(v.Key.ToString(), (JsonNode?)JsonValue.Create(v.Secret ? PropertyJson.Blinded : v.Text))));
        }

        all["steps"] = steps;
        if (diagnostics.Count > 0)
        {
            all["diagnostics"] = diagnostics;
        }

        all["duration"] = (long)(result.Duration.TotalMilliseconds * 1_000_000);
        all["changeSummary"] = new JsonObject(result.Counts.Where(c => c.Key is not (StepKind.CreateReplacement or StepKind.DeleteReplaced)).OrderBy(c => c.Key)
            .Select(c => KeyValuePair.Create(StepWords.Of(c.Key).Name, (JsonNode?)JsonValue.Create(c.Value))));
        if (result.MaybeCorrupt)
        {
            all["maybeCorrupt"] = true;
        }

        output.WriteLine(PropertyJson.ToText(all, indent: 4));
    }

    private static JsonObject State(ResourceState state) => ResourceJson.Write(state, (_, _) => JsonValue.Create(PropertyJson.Blinded));

    private static JsonArray? Texts(IReadOnlyCollection<string> texts) => texts.Count == 0 ? null : new JsonArray([.. texts.Select(t => JsonValue.Create(t))]);

    private static void Add(JsonObject node, string name, JsonNode? value)
    {
        if (value is not null)
        {
            node[name] = value;
        }
    }
}
