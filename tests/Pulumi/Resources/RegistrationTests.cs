using Google.Protobuf;
using Pulumi.Tests.Engine;
using Pulumi.Tests.Serialization;
using Pulumirpc;

namespace Pulumi.Tests.Resources;

[Collection(Alone.Name)]
public sealed class RegistrationTests
{
    private const string StackUrn = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

    [Fact]
    public async Task The_stack_is_registered_first_and_is_the_parent_of_all_without_one()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        Assert.Equal(0, await Programs.RunAsync(engine, () => _ = new Thing("a")));

        var stack = engine.All<RegisterResourceRequest>()[0];
        Assert.Equal(("pulumi:pulumi:Stack", "shop-dev", "", false), (stack.Type, stack.Name, stack.Parent, stack.Custom));
        Assert.Equal(StackUrn, engine.Registered("a").Parent);
    }

    [Fact]
    public async Task Fills_these_fields_and_no_others()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine,
            () => _ = new Thing("a", new() { Size = 3, Token = Output.CreateSecret("s"), Tags = { ["k"] = "v" }, Settings = ["x", "y"] }));

        var expected = new RegisterResourceRequest
        {
            Type = "test:index:Thing",
            Name = "a",
            Parent = StackUrn,
            Custom = true,
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new(),
            Object = Wire.Struct("""
                {"size":3,"must":"is","tags":{"k":"v"},"settings":"[ \"x\", \"y\" ]",
                 "token":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"s"}}
                """),
            PropertyDependencies = { ["size"] = new(), ["must"] = new(), ["tags"] = new(), ["settings"] = new(), ["token"] = new() },
        };
        Assert.Equal(expected, engine.Registered("a"));
    }

    [Fact]
    public async Task Sends_every_option()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        await Programs.RunAsync(engine, () =>
        {
            var first = new Thing("first");
            _ = new Thing("a", options: new()
            {
                DependsOn = first,
                Protect = true,
                RetainOnDelete = false,
                IgnoreChanges = { "size" },
                ReplaceOnChanges = { "*" },
                HideDiffs = { "token" },
                AdditionalSecretOutputs = { "extra" },
                DeleteBeforeReplace = false,
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5), Delete = TimeSpan.FromTicks(1) },
                ImportId = "imported",
                Version = "1.2.3",
                PluginDownloadURL = "https://plugins",
                DeletedWith = first,
                ReplaceWith = [first],
                ReplacementTrigger = "v1",
                EnvVarMappings = { ["A"] = "B" },
                Aliases = { new Alias { Name = "old" } },
            });
        });

        var request = engine.Registered("a");
        const string FirstUrn = "urn:pulumi:dev::shop::test:index:Thing::first";
        Assert.Equal([FirstUrn], request.Dependencies);
        Assert.True(request.HasProtect && request.Protect);
        Assert.True(request.HasRetainOnDelete && !request.RetainOnDelete);
        Assert.Equal(["size"], request.IgnoreChanges);
        Assert.Equal(["*"], request.ReplaceOnChanges);
        Assert.Equal(["token"], request.HideDiffs);
        Assert.Equal(["extra"], request.AdditionalSecretOutputs);
        Assert.True(request.DeleteBeforeReplaceDefined && !request.DeleteBeforeReplace);
        Assert.Equal(new RegisterResourceRequest.Types.CustomTimeouts { Create = "300000000000ns", Delete = "100ns" }, request.CustomTimeouts);
        Assert.Equal(("imported", "1.2.3", "https://plugins"), (request.ImportId, request.Version, request.PluginDownloadURL));
        Assert.Equal(FirstUrn, request.DeletedWith);
        Assert.Equal([FirstUrn], request.ReplaceWith);
        Assert.Equal("v1", request.ReplacementTrigger.StringValue);
        Assert.Equal("B", request.EnvVarMappings["A"]);
        Assert.Equal("old", request.Aliases.Single().Spec.Name);
    }

    [Fact]
    public async Task An_input_brings_its_dependencies_and_waits_for_them()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine, () =>
        {
            var first = new Thing("first", new() { Token = "t" });
            _ = new Thing("second", new() { Token = first.Id, Size = 1, Owner = first });
        });

        const string FirstUrn = "urn:pulumi:dev::shop::test:index:Thing::first";
        var second = engine.Registered("second");
        Assert.Equal("first-id", second.Object.Fields["token"].StringValue);
        Assert.Equal([FirstUrn], second.PropertyDependencies["token"].Urns);
        Assert.Empty(second.PropertyDependencies["size"].Urns);
        Assert.Equal([FirstUrn], second.Dependencies);
        Assert.Equal(
            $$"""{"4dabf18193072939515e22adb298388d":"5cf8f73096256a8f31e491e813e4eb8e","id":"first-id","urn":"{{FirstUrn}}"}""",
            Wire.Text(second.Object.Fields["owner"]));
    }

    [Fact]
    public async Task Resources_go_as_ids_to_an_engine_without_references()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Features.Remove("resourceReferences");

        await Programs.RunAsync(engine, () => _ = new Thing("second", new() { Owner = new Thing("first") }));

        Assert.Equal("first-id", engine.Registered("second").Object.Fields["owner"].StringValue);
    }

    [Fact]
    public async Task A_setting_that_is_not_set_is_not_sent()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine, () =>
        {
            Output<string>? none = new Config().GetSecret("none");
            _ = new Thing("a", new() { Token = none! }); // !: what a program with nullable off writes
            _ = new Thing("b", new() { Token = Output.CreateSecret(Output.Create("").Apply(_ => (string)null!)) }); // !: as above
        });

        Assert.Equal("""{"must":"is"}""", Wire.Text(engine.Registered("a").Object));
        Assert.Equal("""{"must":"is"}""", Wire.Text(engine.Registered("b").Object));
    }

    [Fact]
    public async Task More_registrations_are_under_way_than_one_connection_carries()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var code = await Programs.RunAsync(engine, () =>
        {
            for (var i = 0; i < 300; i++)
            {
                _ = new Thing($"t{i}", new() { Size = i });
            }
        });

        Assert.Equal(0, code);
        Assert.Equal(301, engine.All<RegisterResourceRequest>().Count);
    }

    [Fact]
    public async Task A_feature_is_asked_for_once()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine, () =>
        {
            for (var i = 0; i < 20; i++)
            {
                _ = new Thing($"t{i}");
            }
        });

        var asked = engine.All<SupportsFeatureRequest>().Select(r => r.Id).ToList();
        Assert.Equal(asked.Distinct(), asked);
    }

    [Theory]
    [InlineData("deletedWith")]
    [InlineData("replaceWith")]
    public async Task An_option_that_the_engine_would_ignore_is_an_error(string feature)
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Features.Remove(feature);

        var code = await Programs.RunAsync(engine, () =>
        {
            var first = new Thing("first");
            _ = new Thing("a", options: feature == "deletedWith" ? new() { DeletedWith = first } : new() { ReplaceWith = first });
        });

        Assert.Equal(32, code);
        Assert.Contains(feature, Assert.Single(engine.All<LogRequest>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_argument_that_is_missing_is_named()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var code = await Programs.RunAsync(engine, () => _ = new Thing("a", new() { Must = null }));

        Assert.Equal(32, code);
        Assert.Contains(
            "[Input] Pulumi.Tests.Engine.ThingArgs.Must is required but was not given a value",
            Assert.Single(engine.All<LogRequest>()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_run_ends_with_one_word_to_the_monitor()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine, () => _ = new Thing("a"));

        Assert.IsType<Google.Protobuf.WellKnownTypes.Empty>(engine.Requests.Last<IMessage>());
        Assert.Single(engine.All<Google.Protobuf.WellKnownTypes.Empty>());
    }
}
