using System.Collections.Immutable;
using Pulumi.Testing;
using Pulumi.Tests.Engine;
using Pulumi.Utilities;

namespace Pulumi.Tests.Testing;

public sealed class MocksTests
{
    private static readonly TestOptions Update = new() { IsPreview = false };

    [Fact]
    public async Task A_stack_class_is_the_first_resource_and_its_outputs_are_read()
    {
        var resources = await global::Pulumi.Deployment.TestAsync<ShopStack>(new Recorder(), Update);

        var stack = Assert.IsType<ShopStack>(resources[0]);
        Assert.Equal("a_id", await OutputUtilities.GetValueAsync(stack.ThingId));
        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Thing::a",
            await OutputUtilities.GetValueAsync(resources.OfType<Thing>().Single(t => t.GetResourceName() == "a").Urn));
    }

    [Fact]
    public async Task Mocks_get_plain_inputs_without_what_is_null_or_unknown()
    {
        var mocks = new Recorder();

        await global::Pulumi.Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            var first = new Thing("a", new() { Token = Output.CreateSecret("s"), Size = 3, Tags = { ["k"] = "v" } });
            _ = new Thing("b", new() { Token = first.Extra.Apply(e => e ?? "") });
        });

        var a = mocks.Registered.Single(r => r.Name == "a");
        Assert.Equal(("test:index:Thing", "s", 3.0), (a.Type, a.Inputs["token"], a.Inputs["size"]));
        Assert.Equal("v", Assert.IsType<ImmutableDictionary<string, object?>>(a.Inputs["tags"])["k"]);
        Assert.Equal(["must"], mocks.Registered.Single(r => r.Name == "b").Inputs.Keys);
        Assert.DoesNotContain(mocks.Registered, r => r.Type == "pulumi:pulumi:Stack");
    }

    [Fact]
    public async Task A_function_gives_its_outputs_and_its_resources_without_the_stack()
    {
        var mocks = new Recorder();

        var (resources, outputs) = await global::Pulumi.Deployment.TestAsync(
            mocks, Update, () => new Dictionary<string, object?> { ["size"] = new Thing("a", new() { Size = 2 }).Size });

        Assert.Equal("a", Assert.Single(resources).GetResourceName());
        Assert.Equal(2, await OutputUtilities.GetValueAsync(Assert.IsType<Output<int>>(outputs["size"])));
        var registered = Assert.Single(mocks.Outputs);
        Assert.Equal(2.0, await OutputUtilities.GetValueAsync(registered.Outputs["size"]));
    }

    [Fact]
    public async Task A_preview_is_the_default_and_leaves_unknown_what_mocks_leave_out()
    {
        var ran = false;

        var resources = await global::Pulumi.Deployment.TestAsync(new Recorder(), new TestOptions(), () => _ = new Thing("a").Extra.Apply(_ => ran = true));

        Assert.False(ran);
        Assert.False(await OutputUtilities.GetIsKnownAsync(Assert.IsType<Thing>(Assert.Single(resources)).Extra));
    }

    [Fact]
    public async Task One_error_is_thrown_as_it_is_and_several_together()
    {
        var one = await Assert.ThrowsAsync<RunException>(() => global::Pulumi.Deployment.TestAsync(new Recorder(), Update, () => Log.Error("one")));
        var two = await Assert.ThrowsAsync<AggregateException>(() => global::Pulumi.Deployment.TestAsync(new Recorder(), Update, () =>
        {
            Log.Error("one");
            Log.Error("two");
        }));

        Assert.Equal("one", one.Message);
        Assert.Equal(["one", "two"], two.InnerExceptions.Select(e => e.Message));
    }

    [Fact]
    public async Task Outputs_of_a_stack_have_to_be_assigned_and_to_be_outputs()
    {
        var missing = await Assert.ThrowsAsync<RunException>(() => global::Pulumi.Deployment.TestAsync<ForgetfulStack>(new Recorder()));
        var wrong = await Assert.ThrowsAsync<RunException>(() => global::Pulumi.Deployment.TestAsync<WrongStack>(new Recorder()));

        Assert.Equal("Output(s) 'Name' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.", missing.Message);
        Assert.StartsWith("Output(s) 'Name' have incorrect type.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_may_come_from_a_service_provider()
    {
        var resources = await global::Pulumi.Deployment.TestWithServiceProviderAsync<ShopStack>(new Recorder(), new Services(), Update);

        Assert.IsType<ShopStack>(resources[0]);
    }

    [Fact]
    public async Task A_stack_reference_is_read_from_the_mocks()
    {
        await global::Pulumi.Deployment.TestAsync(new Recorder(), Update, async () =>
            Assert.Equal("10.0.0.0/16", await new StackReference("acme/net/prod").GetValueAsync("cidr")));
    }

    internal sealed class Recorder : IMocks
    {
        private readonly Lock _lock = new();

        public List<MockResourceArgs> Registered { get; } = [];

        public List<MockRegisterResourceOutputsRequest> Outputs { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            lock (_lock)
            {
                Registered.Add(args);
            }

            object state = args.Type == "pulumi:pulumi:StackReference"
                ? new Dictionary<string, object?>
                {
                    ["name"] = args.Inputs["name"],
                    ["outputs"] = new Dictionary<string, object?> { ["cidr"] = "10.0.0.0/16" },
                    ["secretOutputNames"] = new List<string>(),
                }
                : args.Inputs;
            return Task.FromResult<(string?, object)>(($"{args.Name}_id", state));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);

        public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
        {
            Outputs.Add(args);
            return Task.CompletedTask;
        }
    }

    private sealed class ShopStack : Stack
    {
        public ShopStack() => ThingId = new Thing("a").Id;

        [Output]
        public Output<string> ThingId { get; private set; }
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string>? Name { get; private set; }
    }

    private sealed class WrongStack : Stack
    {
        [Output]
        public string Name { get; private set; } = "";
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(ShopStack) ? new ShopStack() : null;
    }
}
