using Pulumi.Tests.Engine;
using Pulumi.Tests.Serialization;
using Pulumirpc;

namespace Pulumi.Tests.Resources;

/// <summary>What becomes of the engine's answer to a registration.</summary>
[Collection(Alone.Name)]
public sealed class AnswerTests
{
    [Theory]
    [InlineData(true, 0, false)]
    [InlineData(false, 0, true)]
    [InlineData(false, 1, false)]
    [InlineData(false, 2, false)]
    public async Task What_is_left_out_is_unknown_unless_the_update_succeeded(bool isPreview, int result, bool isKnown)
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.IsPreview = isPreview;
        engine.Register = Answering((Result)result, """{"size":3}""");
        Thing? thing = null;

        var code = await Programs.RunAsync(engine, () => thing = new Thing("a"));

        Assert.Equal(0, code);
        Assert.NotNull(thing);
        Assert.Equal(isKnown, (await thing.Extra.DataTask).IsKnown);
        Assert.Equal((3, true), ((await thing.Size.DataTask).Value, (await thing.Size.DataTask).IsKnown));
        Assert.Equal([thing], (await thing.Size.DataTask).Resources);
    }

    [Fact]
    public async Task An_empty_id_is_unknown()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.IsPreview = true;
        Thing? first = null;

        await Programs.RunAsync(engine, () => _ = new Thing("second", new() { Token = (first = new Thing("first")).Id }));

        Assert.NotNull(first);
        Assert.False((await first.Id.DataTask).IsKnown);
        Assert.Equal("04da6b54-80e4-46f7-96ec-b56ff0331ba9", engine.Registered("second").Object.Fields["token"].StringValue);
    }

    [Fact]
    public async Task Secrets_and_dependencies_of_the_answer_are_kept()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        var answer = Answering(Result.Success, """{"size":1,"extra":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"s"}}""");
        engine.Register = request =>
        {
            var response = answer(request);
            response.PropertyDependencies["extra"] = new() { Urns = { "urn:pulumi:dev::shop::a:b:C::d" } };
            return response;
        };
        Thing? thing = null;

        await Programs.RunAsync(engine, () => thing = new Thing("a"));

        Assert.NotNull(thing);
        var extra = await thing.Extra.DataTask;
        Assert.Equal(("s", true, 2), (extra.Value, extra.IsSecret, extra.Resources.Count));
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_warned_of_at_its_resource()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Register = Answering(Result.Success, """{"size":"big"}""");
        Thing? thing = null;

        var code = await Programs.RunAsync(engine, () => thing = new Thing("a"));

        Assert.Equal(0, code);
        var warning = Assert.Single(engine.All<LogRequest>());
        Assert.Equal("test:index:Thing a.size: expected a number, but the engine sent a string.", warning.Message);
        Assert.Equal((LogSeverity.Warning, (await thing!.Urn.DataTask).Value), (warning.Severity, warning.Urn)); // the program ran
    }

    [Fact]
    public async Task A_failed_registration_is_reported_once_whoever_waits_for_it()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        var answer = engine.Register;
        engine.Register = request => request.Name == "first"
            ? throw new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Unknown, "no room"))
            : answer(request);

        var code = await Programs.RunAsync(engine, () => _ = new Thing("second", new() { Token = new Thing("first").Id.Apply(id => id + "!") }));

        Assert.Equal(32, code);
        Assert.Contains("no room", Assert.Single(engine.All<LogRequest>()).Message, StringComparison.Ordinal);
        Assert.Empty(engine.All<Google.Protobuf.WellKnownTypes.Empty>());
    }

    private static Func<RegisterResourceRequest, RegisterResourceResponse> Answering(Result result, string outputs) => request => new()
    {
        Urn = ScriptedEngine.UrnOf(request.Parent, request.Type, request.Name),
        Id = "id",
        Object = request.Custom ? Wire.Struct(outputs) : new(),
        Result = request.Custom ? result : Result.Success,
    };
}
