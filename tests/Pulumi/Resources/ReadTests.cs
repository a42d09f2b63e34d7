using Pulumi.Tests.Engine;
using Pulumi.Tests.Serialization;
using Pulumirpc;

namespace Pulumi.Tests.Resources;

/// <summary>Resources that are read instead of registered: by id, by URN, and stack references.</summary>
[Collection(Alone.Name)]
public sealed class ReadTests
{
    [Fact]
    public async Task An_id_reads_the_resource()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Read = request => new() { Urn = ScriptedEngine.UrnOf(request.Parent, request.Type, request.Name), Properties = Wire.Struct("""{"size":7}""") };
        Thing? thing = null;

        await Programs.RunAsync(engine, () => thing = new Thing("a", options: new() { Id = "given", Version = "1.0.0" }));

        Assert.NotNull(thing);
        Assert.Equal((7, "given"), ((await thing.Size.DataTask).Value, (await thing.Id.DataTask).Value));
        Assert.Equal(
            new ReadResourceRequest
            {
                Type = "test:index:Thing",
                Name = "a",
                Id = "given",
                Parent = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
                Properties = Wire.Struct("""{"must":"is"}"""),
                Version = "1.0.0",
                AcceptSecrets = true,
                AcceptResources = true,
            },
            Assert.Single(engine.All<ReadResourceRequest>()));
    }

    [Fact]
    public async Task A_URN_takes_what_the_engine_has()
    {
        const string Urn = "urn:pulumi:dev::shop::test:index:Thing::a";
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Invoke = _ => new() { Return = Wire.Struct($$$"""{"urn":"{{{Urn}}}","id":"known","state":{"size":9}}""") };
        Thing? thing = null;

        await Programs.RunAsync(engine, () => thing = new Thing("a", options: new() { Urn = Urn }));

        Assert.NotNull(thing);
        Assert.Equal((9, "known"), ((await thing.Size.DataTask).Value, (await thing.Id.DataTask).Value));
        var request = Assert.Single(engine.All<ResourceInvokeRequest>());
        Assert.Equal(("pulumi:pulumi:getResource", Urn), (request.Tok, request.Args.Fields["urn"].StringValue));
    }

    [Fact]
    public async Task A_stack_reference_reads_the_other_stack()
    {
        await using var engine = await ReferringAsync();

        var code = await Programs.StartAsync(engine, () => global::Pulumi.Deployment.RunAsync(async () =>
        {
            var reference = new StackReference("acme/net/prod");
            Assert.Equal("10.0.0.0/16", await reference.GetValueAsync("cidr"));
            Assert.Null(await reference.GetValueAsync("none"));
            Assert.True(await Output.IsSecretAsync(reference.RequireOutput("key")));
            Assert.False(await Output.IsSecretAsync(reference.RequireOutput("cidr")));
            await Assert.ThrowsAsync<InvalidOperationException>(() => reference.RequireValueAsync("key"));
            Assert.Equal("k", (await reference.GetOutputDetailsAsync("key")).SecretValue);
            Assert.Null((await reference.GetOutputDetailsAsync("key")).Value);
            Assert.Equal("10.0.0.0/16", (await reference.GetOutputDetailsAsync("cidr")).Value);
        }));

        Assert.True(code == 0, string.Join("\n", engine.All<LogRequest>()));
        var request = Assert.Single(engine.All<ReadResourceRequest>());
        Assert.Equal(("pulumi:pulumi:StackReference", "acme/net/prod", """{"name":"acme/net/prod"}"""),
            (request.Type, request.Id, Wire.Text(request.Properties)));
    }

    [Fact]
    public async Task A_required_output_that_the_other_stack_lacks_fails_the_run()
    {
        await using var engine = await ReferringAsync();

        var code = await Programs.RunAsync(engine, () => _ = new StackReference("acme/net/prod").RequireOutput("none"));

        Assert.Equal(32, code);
        Assert.Contains("Required output 'none' does not exist on stack 'acme/net/prod'.", engine.All<LogRequest>()[0].Message, StringComparison.Ordinal);
    }

    private static async Task<ScriptedEngine> ReferringAsync()
    {
        var engine = await ScriptedEngine.StartAsync();
        engine.Read = request => new()
        {
            Urn = ScriptedEngine.UrnOf(request.Parent, request.Type, request.Name),
            Properties = Wire.Struct("""
                {"name":"acme/net/prod","secretOutputNames":["key"],
                 "outputs":{"cidr":"10.0.0.0/16","key":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"k"}}}
                """),
        };
        return engine;
    }
}
