using System.Collections.Immutable;
using Pulumi.Aws.Inputs;
using Pulumi.Aws.Pinpoint;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Pulumi.Aws.Tests;

/// <summary>A stack as teams write it, run against mocks.</summary>
public sealed class PushStackTests
{
    private static readonly TestOptions Update = new() { ProjectName = "push", StackName = "dev", IsPreview = false };

    [Fact]
    public async Task Declares_an_app_and_its_channels()
    {
        var mocks = new PinpointMocks();

        var resources = await Deployment.TestAsync<PushStack>(mocks, Update);

        var stack = Assert.IsType<PushStack>(resources[0]);
        Assert.Equal("app-0001", await OutputUtilities.GetValueAsync(stack.ApplicationId));
        Assert.Equal(
            ["aws:pinpoint/apnsSandboxChannel:ApnsSandboxChannel", "aws:pinpoint/app:App", "aws:pinpoint/gcmChannel:GcmChannel"],
            mocks.Registered.Where(r => r.Type?.StartsWith("pulumi:", StringComparison.Ordinal) == false).Select(r => r.Type).Order(StringComparer.Ordinal));
        var gcm = mocks.Registered.Single(r => r.Type == "aws:pinpoint/gcmChannel:GcmChannel");
        Assert.Equal(("app-0001", "{}", "TOKEN"), (gcm.Inputs["applicationId"], gcm.Inputs["serviceJson"], gcm.Inputs["defaultAuthenticationMethod"]));
    }

    [Fact]
    public async Task Credentials_stay_secret()
    {
        var resources = await Deployment.TestAsync<PushStack>(new PinpointMocks(), Update);

        Assert.True(await Output.IsSecretAsync(resources.OfType<GcmChannel>().Single().ServiceJson));
    }

    [Fact]
    public async Task Provider_settings_that_are_no_strings_travel_as_JSON_text()
    {
        var mocks = new PinpointMocks();

        await Deployment.TestAsync<PushStack>(mocks, Update);

        var provider = mocks.Registered.Single(r => r.Type == "pulumi:providers:aws");
        Assert.Equal("""[ { "pinpoint": "http://127.0.0.1:4566" } ]""", provider.Inputs["endpoints"]);
        Assert.Equal(("true", "false", "true"),
            (provider.Inputs["skipRequestingAccountId"], provider.Inputs["skipCredentialsValidation"], provider.Inputs["skipRegionValidation"]));
        Assert.Equal(("eu-central-1", "key"), (provider.Inputs["region"], provider.Inputs["accessKey"]));
    }

    [Fact]
    public async Task A_look_up_reads_by_id()
    {
        var mocks = new PinpointMocks();

        await Deployment.TestAsync(mocks, Update, async () =>
        {
            var app = App.Get("known", "0a1b2c");
            Assert.Equal("0a1b2c", await OutputUtilities.GetValueAsync(app.Id));
        });

        Assert.Equal("0a1b2c", Assert.Single(mocks.Registered).Id);
    }

    [Fact]
    public async Task A_resource_among_the_inputs_arrives_as_its_class()
    {
        var mocks = new PinpointMocks();

        await Deployment.TestAsync(mocks, Update, () => _ = new CustomResource("x:y:Z", "z", new Owned { App = new App("shop") }, null));

        var app = Assert.IsType<App>(mocks.Registered.Single(r => r.Name == "z").Inputs["app"]);
        Assert.Equal(("shop-id", "app-0001"), (await OutputUtilities.GetValueAsync(app.Id), await OutputUtilities.GetValueAsync(app.ApplicationId)));
    }

    private sealed class Owned : ResourceArgs
    {
        [Input("app")]
        public Input<App>? App { get; set; }
    }

    private sealed class PushStack : Stack
    {
        public PushStack()
        {
            var provider = new Provider("local", new()
            {
                Region = "eu-central-1",
                AccessKey = "key",
                SecretKey = Output.CreateSecret("secret"),
                SkipRequestingAccountId = true,
                Endpoints = { new ProviderEndpointArgs { Pinpoint = "http://127.0.0.1:4566" } },
            });
            var options = new CustomResourceOptions { Provider = provider };
            var app = new App("shop", new() { Name = "shop", Tags = { ["team"] = "push" } }, options);
            _ = new ApnsSandboxChannel("apns",
                new() { ApplicationId = app.ApplicationId, TokenKey = "k", TokenKeyId = "i", TeamId = "t", BundleId = "b" }, options);
            _ = new GcmChannel("fcm", new() { ApplicationId = app.ApplicationId, ServiceJson = "{}", DefaultAuthenticationMethod = "TOKEN" }, options);
            ApplicationId = app.ApplicationId;
        }

        [Output]
        public Output<string> ApplicationId { get; private set; }
    }

    private sealed class PinpointMocks : IMocks
    {
        private readonly Lock _lock = new();

        public List<MockResourceArgs> Registered { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            lock (_lock)
            {
                Registered.Add(args);
            }

            ImmutableDictionary<string, object> state = args.Inputs;
            if (args.Type == "aws:pinpoint/app:App")
            {
                state = state.SetItem("applicationId", "app-0001").SetItem("arn", "arn:aws:mobiletargeting:eu-central-1:000000000000:apps/app-0001");
            }
            else if (args.Inputs.TryGetValue("serviceJson", out var json))
            {
                state = state.SetItem("serviceJson", Output.CreateSecret(json));
            }

            return Task.FromResult<(string?, object)>((args.Id is { Length: > 0 } id ? id : $"{args.Name}-id", state));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
