using Pulumi.Tests.Engine;
using Pulumi.Tests.Serialization;
using Pulumirpc;

namespace Pulumi.Tests.Deployment;

[Collection(Alone.Name)]
public sealed class InvokeTests
{
    private const string Token = "test:index:look";

    [Fact]
    public async Task The_result_depends_on_what_the_arguments_depend_on_and_is_secret_as_they_are()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Invoke = _ => new() { Return = Wire.Struct("""{"width":3}""") };
        Output<Box>? box = null;
        Thing? thing = null;

        await Programs.RunAsync(engine, () =>
        {
            thing = new Thing("a");
            box = global::Pulumi.Deployment.Instance.Invoke<Box>(Token, new Look { For = Output.CreateSecret(thing.Id) });
        });

        Assert.NotNull(box);
        var data = await box.DataTask;
        Assert.Equal((3, true, true), (data.Value.Width, data.IsKnown, data.IsSecret));
        Assert.Same(thing, Assert.Single(data.Resources));
        Assert.Equal(
            """{"for":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"a-id"}}""",
            Wire.Text(Assert.Single(engine.All<ResourceInvokeRequest>()).Args));
    }

    [Fact]
    public async Task Nothing_is_called_for_a_resource_that_is_still_to_be_created()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.IsPreview = true;
        Output<Box>? byArgument = null;
        Output<Box>? byOption = null;

        await Programs.RunAsync(engine, () =>
        {
            var thing = new Thing("a");
            byArgument = global::Pulumi.Deployment.Instance.Invoke<Box>(Token, new Look { For = thing.Id });
            byOption = global::Pulumi.Deployment.Instance.Invoke<Box>(Token, new Look(), new InvokeOutputOptions { DependsOn = thing });
        });

        Assert.NotNull(byArgument);
        Assert.NotNull(byOption);
        Assert.False((await byArgument.DataTask).IsKnown);
        Assert.False((await byOption.DataTask).IsKnown);
        Assert.Empty(engine.All<ResourceInvokeRequest>());
    }

    [Fact]
    public async Task The_plain_form_leaves_out_what_is_not_known()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.IsPreview = true;
        engine.Invoke = _ => new() { Return = Wire.Struct("""{"only":5}""") };

        var code = await Programs.StartAsync(engine, () => global::Pulumi.Deployment.RunAsync(async () =>
            Assert.Equal(5, await global::Pulumi.Deployment.Instance.InvokeSingleAsync<int>(Token, new Look { For = new Thing("a").Id, Limit = 1 }))));

        Assert.True(code == 0, string.Join("\n", engine.All<LogRequest>()));
        Assert.Equal("""{"limit":1}""", Wire.Text(Assert.Single(engine.All<ResourceInvokeRequest>()).Args));
    }

    [Fact]
    public async Task A_refusal_names_function_reason_and_property()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Invoke = _ => new() { Failures = { new CheckFailure { Property = "for", Reason = "no such thing" }, new CheckFailure { Reason = "tired" } } };

        var code = await Programs.RunAsync(engine, () => _ = global::Pulumi.Deployment.Instance.Invoke<Box>(Token, new Look()));

        Assert.Equal(32, code);
        Assert.Contains("Invoke of 'test:index:look' failed: no such thing (for); tired",
            Assert.Single(engine.All<LogRequest>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_gets_its_resource_as_a_reference()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Call = _ =>
            new() { Return = Wire.Struct("""{"width":1}"""), ReturnDependencies = { ["width"] = new() { Urns = { "urn:pulumi:dev::shop::a:b:C::d" } } } };
        Output<Box>? box = null;

        await Programs.RunAsync(engine, () => box = global::Pulumi.Deployment.Instance.Call<Box>(Token, CallArgs.Empty, new Thing("a")));

        Assert.NotNull(box);
        Assert.Single((await box.DataTask).Resources);
        const string Urn = "urn:pulumi:dev::shop::test:index:Thing::a";
        var request = Assert.Single(engine.All<ResourceCallRequest>());
        Assert.Equal($$$"""{"__self__":{"4dabf18193072939515e22adb298388d":"5cf8f73096256a8f31e491e813e4eb8e","id":"a-id","urn":"{{{Urn}}}"}}""",
            Wire.Text(request.Args));
        Assert.Equal([Urn], request.ArgDependencies["__self__"].Urns);
    }

    [Fact]
    public async Task A_package_with_parameters_is_announced_once()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        var package = new RegisterPackageRequest("pets", "1.0.0", null, parameterization: new("base", "2.0.0", [1, 2]));

        await Programs.RunAsync(engine, () =>
        {
            _ = new CustomResource("pets:index:Cat", "a", null, null, package);
            _ = new CustomResource("pets:index:Cat", "b", null, null, package);
        });

        Assert.Equal("base", Assert.Single(engine.All<Pulumirpc.RegisterPackageRequest>()).Parameterization.Name);
        Assert.Equal("ref-pets", engine.Registered("b").PackageRef);
    }

    private sealed class Look : InvokeArgs
    {
        [Input("for")]
        public Input<string>? For { get; set; }

        [Input("limit")]
        public Input<int>? Limit { get; set; }
    }
}
