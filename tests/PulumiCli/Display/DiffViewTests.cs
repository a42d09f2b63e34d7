using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Config;
using Pinpush.PulumiCli.Display;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Tests.Display;

/// <summary>What people read, letter by letter.</summary>
public sealed class DiffViewTests : IDisposable
{
    private static readonly DisplayOptions Options = new(Diff: true, Json: false, ShowSames: false, ShowReplacementSteps: false, SuppressOutputs: false);

    private readonly StringWriter output = new();
    private readonly ResourceState stack = State("pulumi:pulumi:Stack", "shop-dev", null, "{}");

    [Fact]
    public void Create_ShowsAllInputs()
    {
        var view = Begin();
        view.StepEnds(
            Made(State("aws:pinpoint/app:App", "main", stack.Urn,
                """{"name":"shop","tags":{"a":"1"},"list":[1,true,null],"empty":{},"password":"SECRET","policy":"{\"v\":1}"}""")), true, TimeSpan.Zero);
        view.End(Result([(StepKind.Create, 2)], "{}", """{"id":"UNKNOWN"}"""));

        Assert.Equal("""
            Previewing update (dev):
            + pulumi:pulumi:Stack: (create)
                [urn=urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev]
                + aws:pinpoint/app:App: (create)
                    [urn=urn:pulumi:dev::shop::aws:pinpoint/app:App::main]
                    empty   : {}
                    list    : [
                        [0]: 1
                        [1]: true
                        [2]: <null>
                    ]
                    name    : "shop"
                    password: [secret]
                    policy  : (json) {
                        v: 1
                    }
                    tags    : {
                        a: "1"
                    }
                --outputs:--
              + id: [unknown]
            Resources:
                + 2 to create

            """, output.ToString());
    }

    [Fact]
    public void Update_ShowsTheChangedPlacesOnly()
    {
        var (old, now) = (
            """{"same":1,"enabled":false,"tags":{"a":"1","b":"2"},"list":["x","y"],"gone":1,"password":"SECRET","doc":"{\"a\":1,\"b\":[1,2]}"}""",
            """{"same":1,"enabled":true,"tags":{"a":"1","b":"3","c":"4"},"list":["x","z"],"password":"SECRET2","doc":"{\"a\":1,\"b\":[1,3]}"}""");
        var (before, after) = (State("a:b:C", "c", stack.Urn, old) with { Id = "i" }, State("a:b:C", "c", stack.Urn, now) with { Id = "i" });
        var view = Begin(StepKind.Same);
        view.StepEnds(new Step(StepKind.Update, after.Urn, before, after) { Changes = [.. ObjectDiff.Compare(before.Inputs, after.Inputs)] }, true,
            TimeSpan.Zero);
        view.End(Result([(StepKind.Same, 1), (StepKind.Update, 1)], """{"n":1}""", """{"n":1}"""));

        Assert.Equal("""
            Previewing update (dev):
              pulumi:pulumi:Stack: (same)
                [urn=urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev]
                ~ a:b:C: (update)
                    [id=i]
                    [urn=urn:pulumi:dev::shop::a:b:C::c]
                  ~ doc     : (json) {
                      ~ b: [
                          ~ [1]: 2 => 3
                        ]
                    }
                  ~ enabled : false => true
                  - gone    : 1
                  ~ list    : [
                      ~ [1]: "y" => "z"
                    ]
                  ~ password: [secret] => [secret]
                  ~ tags    : {
                      ~ b: "2" => "3"
                      + c: "4"
                    }
            Resources:
                ~ 1 to update
                1 unchanged

            """, output.ToString());
    }

    [Fact]
    public void Nothing_ShowsNothing()
    {
        var view = Begin(StepKind.Same);
        view.End(Result([(StepKind.Same, 3)], """{"n":1}""", """{"n":1}"""));
        Assert.Equal("Previewing update (dev):\nResources:\n    3 unchanged\n", output.ToString());
    }

    [Fact]
    public void Replacement_ShowsItsLogicalStepOnly_AndTheSummaryCountsIt()
    {
        var (before, after) = (State("a:b:C", "c", stack.Urn, """{"size":1}"""), State("a:b:C", "c", stack.Urn, """{"size":2}"""));
        var step = new Step(StepKind.CreateReplacement, after.Urn, before, after) { Changes = [.. ObjectDiff.Compare(before.Inputs, after.Inputs)] };
        var view = Begin(StepKind.Same);
        view.StepEnds(step, true, TimeSpan.Zero);
        view.StepEnds(step with { Kind = StepKind.Replace }, true, TimeSpan.Zero);
        view.StepEnds(new Step(StepKind.DeleteReplaced, before.Urn, before, null), true, TimeSpan.Zero);
        view.End(Result([(StepKind.Same, 1), (StepKind.Create, 1), (StepKind.CreateReplacement, 1), (StepKind.Replace, 1), (StepKind.DeleteReplaced, 1)], "{}",
            "{}"));

        Assert.Equal("""
            Previewing update (dev):
              pulumi:pulumi:Stack: (same)
                [urn=urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev]
                +-a:b:C: (replace)
                    [urn=urn:pulumi:dev::shop::a:b:C::c]
                  ~ size: 1 => 2
            Resources:
                + 1 to create
                +-1 to replace
                2 changes. 1 unchanged

            """, output.ToString());
    }

    [Fact]
    public void Json_HasThePublishedForm()
    {
        var config = new StackConfig([new(new ConfigKey("shop", "a"), "1", false), new(new ConfigKey("shop", "b"), "hidden", true)]);
        var view = new JsonView(output, Options, config);
        var (before, after) = (State("a:b:C", "c", null, """{"size":1,"p":"SECRET"}"""), State("a:b:C", "c", null, """{"size":2,"p":"SECRET"}"""));
        view.Begin(RunKind.Update, "shop", "dev", preview: true);
        view.StepEnds(new Step(StepKind.Update, after.Urn, before, after)
        {
            Changes = [.. ObjectDiff.Compare(before.Inputs, after.Inputs)],
            DiffKeys = ["size"],
        }, true, TimeSpan.Zero);
        view.Say(new Diagnostic(Severity.InfoError, "", "printed"));
        view.End(Result([(StepKind.Update, 1)], "{}", "{}"));

        static string Entry(int size) =>
            """{"urn":"urn:pulumi:dev::shop::a:b:C::c","custom":true,"type":"a:b:C","inputs":{"p":"[secret]","size":""" + size + "}}";
        Assert.Equal(
            """{"config":{"shop:a":"1","shop:b":"[secret]"},"steps":[{"op":"update","urn":"urn:pulumi:dev::shop::a:b:C::c","oldState":""" + Entry(1)
                + ""","newState":""" + Entry(2)
                + ""","diffReasons":["size"],"detailedDiff":{"size":{"kind":"update","inputDiff":true}}}]"""
                + ""","diagnostics":[{"message":"printed","severity":"info#err"}],"duration":1000000000,"changeSummary":{"update":1}}""",
            JsonNode.Parse(output.ToString())!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    public void Dispose() => output.Dispose();

    private DiffView Begin(StepKind kind = StepKind.Create)
    {
        var view = new DiffView(output, Options);
        view.Begin(RunKind.Update, "shop", "dev", preview: true);
        view.StepEnds(kind == StepKind.Same ? new Step(kind, stack.Urn, stack, stack) : Made(stack), true, TimeSpan.Zero);
        return view;
    }

    private static Step Made(ResourceState state) => new(StepKind.Create, state.Urn, null, state);

    private static RunResult Result((StepKind Kind, int Count)[] counts, string olds, string news) =>
        new(true, counts.ToDictionary(c => c.Kind, c => c.Count), 0, TimeSpan.FromSeconds(1), Map(news), Map(olds), false);

    private static ResourceState State(string type, string name, string? parent, string inputs) => new()
    {
        Urn = Urn.Create("dev", "shop", parent, type, name),
        Type = type,
        Custom = type != Urn.StackType,
        Parent = parent,
        Inputs = Map(inputs),
    };

    // SECRET stands for a secret, UNKNOWN for what is not known.
    private static PropertyMap Map(string json) => PropertyJson.Read(JsonNode.Parse(json)!.AsObject(), _ => throw new InvalidOperationException())
        .Select(m => KeyValuePair.Create(m.Key, m.Value switch
        {
            PropertyValue.Text { Value: "UNKNOWN" } => PropertyValue.NotKnown,
            PropertyValue.Text text when text.Value.StartsWith("SECRET", StringComparison.Ordinal) => text.AsSecret(),
            var other => other,
        })).ToMap();
}
