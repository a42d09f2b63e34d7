using Pulumi.Tests.Engine;
using Pulumi.Tests.Serialization;
using Pulumirpc;

namespace Pulumi.Tests.Resources;

[Collection(Alone.Name)]
public sealed class ComponentTests
{
    private const string PartUrn = "urn:pulumi:dev::shop::test:index:Shelf$test:index:Thing::s-part";

    [Fact]
    public async Task A_component_registers_its_outputs_and_the_stack_comes_last()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var code = await Programs.StartAsync(engine, () => global::Pulumi.Deployment.RunAsync(() => new Dictionary<string, object?>
        {
            ["id"] = new Shelf("s").First,
            ["password"] = Output.CreateSecret("p"),
            ["none"] = null,
        }));

        Assert.Equal(0, code);
        var outputs = engine.All<RegisterResourceOutputsRequest>().ToDictionary(r => r.Urn, r => Wire.Text(r.Outputs));
        Assert.Equal("""{"first":"s-part-id"}""", outputs["urn:pulumi:dev::shop::test:index:Shelf::s"]);
        Assert.Equal(
            """{"id":"s-part-id","password":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"p"}}""",
            outputs["urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"]);
    }

    [Fact]
    public async Task Depending_on_a_component_means_its_parts()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine, () => _ = new Thing("a", options: new() { DependsOn = new Shelf("s") }));

        Assert.Equal([PartUrn], engine.Registered("a").Dependencies);
    }

    [Fact]
    public async Task A_part_may_depend_on_its_own_component()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var code = await Programs.RunAsync(engine, () =>
        {
            var shelf = new Shelf("s");
            _ = new Thing("late", options: new() { Parent = shelf, DependsOn = shelf });
        });

        Assert.Equal(0, code);
        Assert.Equal([PartUrn], engine.Registered("late").Dependencies);
    }

    [Fact]
    public async Task Parts_get_the_provider_and_the_protection_of_their_component()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine, () =>
        {
            var provider = new ProviderResource("test", "p", ResourceArgs.Empty, null);
            _ = new Shelf("s", new() { Provider = provider, Protect = true });
            _ = new Shelf("t", new() { Providers = { provider } });
        });

        const string Provider = "urn:pulumi:dev::shop::pulumi:providers:test::p::p-id";
        Assert.Equal((Provider, true), (engine.Registered("s-part").Provider, engine.Registered("s-part").Protect));
        Assert.Equal((Provider, false), (engine.Registered("t-part").Provider, engine.Registered("t-part").HasProtect));
        Assert.Equal("", engine.Registered("s").Provider);
    }

    [Fact]
    public async Task The_id_of_a_new_provider_is_unknown_in_a_preview()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.IsPreview = true;

        await Programs.RunAsync(engine, () => _ = new Thing("a", options: new() { Provider = new ProviderResource("test", "p", ResourceArgs.Empty, null) }));

        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:test::p::04da6b54-80e4-46f7-96ec-b56ff0331ba9", engine.Registered("a").Provider);
    }

    [Fact]
    public async Task Provider_and_Providers_exclude_each_other()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var code = await Programs.RunAsync(engine, () =>
        {
            var provider = new ProviderResource("test", "p", ResourceArgs.Empty, null);
            _ = new Shelf("s", new() { Provider = provider, Providers = { provider } });
        });

        Assert.Equal(32, code);
    }

    [Fact]
    public async Task Transformations_run_from_the_resource_up_to_the_stack()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        ResourceTransformation Note(string word) => args => args.Resource is Thing
            ? new(args.Args, CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { IgnoreChanges = { word } }))
            : null;

        await Programs.StartAsync(engine, () => global::Pulumi.Deployment.RunAsync(
            () =>
            {
                _ = new Shelf("s", new() { ResourceTransformations = { Note("shelf") } });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            },
            new StackOptions { ResourceTransformations = { Note("stack") } }));

        Assert.Equal(["shelf", "stack"], engine.Registered("s-part").IgnoreChanges);
    }

    [Fact]
    public async Task The_parts_of_a_remote_component_are_left_to_its_provider()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Features.Add("outputValues");

        await Programs.RunAsync(engine, () =>
        {
            var provider = new ProviderResource("test", "p", ResourceArgs.Empty, null);
            _ = new ComponentResource("test:index:Far", "far", new ThingArgs { Token = Output.CreateSecret("s") },
                new() { Providers = { provider } }, remote: true);
        });

        var request = engine.Registered("far");
        Assert.Equal((true, false, ""), (request.Remote, request.Custom, request.Provider));
        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:test::p::p-id", request.Providers["test"]);
        Assert.Equal("""{"4dabf18193072939515e22adb298388d":"d0e6a833031e9bbcd3f4e8bde6ca49a4","secret":true,"value":"s"}""",
            Wire.Text(request.Object.Fields["token"]));
    }

    [Fact]
    public void Merging_adds_lists_and_lets_the_second_win()
    {
        var merged = CustomResourceOptions.Merge(
            new() { Protect = true, Version = "1", IgnoreChanges = { "a" }, AdditionalSecretOutputs = { "x" } },
            new() { Protect = false, IgnoreChanges = { "b" }, AdditionalSecretOutputs = { "y" } });

        Assert.Equal((false, "1"), (merged.Protect, merged.Version));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
    }
}
