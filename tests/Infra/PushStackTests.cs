using System.Text.Json;
using Pinpush.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Pinpoint;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Pinpush.Infra.Tests;

/// <summary>The program against mocks. One class: its settings are variables of the process.</summary>
public sealed class PushStackTests : IDisposable
{
    private static readonly Dictionary<string, string> Token = new()
    {
        ["aws:region"] = "eu-central-1",
        ["pinpoint:region"] = "eu-central-1",
        ["pinpush:appName"] = "shop",
        ["pinpush:saleStart"] = "2036-11-28T09:00:00",
        ["pinpush:apnsBundleId"] = "com.example.shop",
        ["pinpush:apnsTeamId"] = "TEAM",
        ["pinpush:apnsTokenKeyId"] = "KEYID",
        ["pinpush:apnsTokenKey"] = "p8-secret",
        ["pinpush:gcmServiceJson"] = "json-secret",
    };

    private static readonly string[] Secrets = ["pinpush:apnsTokenKey", "pinpush:gcmServiceJson", "pinpush:apnsCertificate",
        "pinpush:apnsPrivateKey", "pinpush:gcmApiKey"];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", null);
        Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", null);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_PINPOINT", null);
    }

    [Fact]
    public async Task A_server_of_ones_own_has_a_provider_that_asks_nobody_else()
    {
        var (onAws, _, _) = await RunAsync(Token);
        var (named, _, outputs) = await RunAsync(new(Token) { ["pinpoint:endpoint"] = "https://push.example.com" });
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_PINPOINT", "http://127.0.0.1:1");
        var (local, _, _) = await RunAsync(new(Token) { ["pinpush:localServer"] = "true" });

        Assert.Null(onAws.Provider);
        Assert.All(onAws.Made.Values, r => Assert.True(string.IsNullOrEmpty(r.Provider)));
        Assert.Equal("https://push.example.com", outputs["endpointUrl"]);
        string[] skips = ["skipCredentialsValidation", "skipMetadataApiCheck", "skipRegionValidation", "skipRequestingAccountId"];
        Assert.Equal(["endpoints", "region", .. skips], named.Provider?.Inputs.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("\"pinpoint\": \"https://push.example.com\"", (string?)named.Provider?.Inputs["endpoints"], StringComparison.Ordinal);
        Assert.Equal(["region", .. skips], local.Provider?.Inputs.Keys.Order(StringComparer.Ordinal)); // its port is another each time
        Assert.All(skips, s => Assert.Equal("true", local.Provider?.Inputs[s]));
        Assert.All(["app", "apns", "apns-sandbox", "fcm"], r => Assert.Contains("::own-server::", local.Made[r].Provider, StringComparison.Ordinal));
        Assert.True(string.IsNullOrEmpty(local.Made["premium-customers"].Provider));
    }

    [Fact]
    public async Task Declares_app_channels_segments_templates_and_campaigns()
    {
        var (mocks, resources, outputs) = await RunAsync(Token);

        Assert.Equal(
            ["apns", "apns-sandbox", "app", "fcm", "lapsed-customers", "loyal-customers", "phones-in-germany", "premium-customers", "premium-launch",
                "welcome-back", "welcome-back-template", "winter-sale"],
            mocks.Made.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("TOKEN", mocks.Made["apns"].Inputs["defaultAuthenticationMethod"]);
        Assert.Equal(true, mocks.Made["premium-launch"].Inputs["isPaused"]);
        Assert.Equal(["applicationArn", "applicationId", "campaigns", "endpointUrl", "region", "segments", "templates"],
            outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("app-id", await OutputUtilities.GetValueAsync((Output<string>)outputs["applicationId"]!)); // the program gives it
        Assert.Equal("eu-central-1", await OutputUtilities.GetValueAsync((Output<string>)outputs["region"]!)); // likewise
        Assert.Equal("welcome-back-dev",
            await OutputUtilities.GetValueAsync(Assert.IsType<Dictionary<string, Output<string>>>(outputs["templates"])["welcome-back-template"]));
        var sent = Assert.IsAssignableFrom<IDictionary<string, object>>(mocks.Made["welcome-back"].Inputs["templateConfiguration"])["pushTemplate"];
        Assert.Equal("welcome-back-dev", Assert.IsAssignableFrom<IDictionary<string, object>>(sent)["name"]);
        Assert.Equal(["apns"], resources.OfType<ApnsChannel>().Select(c => c.GetResourceName()));
    }

    [Fact]
    public async Task Credentials_are_secret_from_the_settings_on()
    {
        StackSettings? settings = null;
        await RunAsync(Token, program: () =>
        {
            settings = StackSettings.Read();
            return new Dictionary<string, object?>();
        });

        Assert.True(await Output.IsSecretAsync(Assert.IsType<ApnsCredentials.Token>(settings?.Apns).TokenKey));
        Assert.True(await Output.IsSecretAsync(Assert.IsType<FcmCredentials.ServiceAccount>(settings?.Fcm).Json));
    }

    [Fact]
    public async Task Naming_a_run_launches()
    {
        var (mocks, _, _) = await RunAsync(new(Token) { ["pinpush:launchRun"] = "2026-11" });

        Assert.Equal((false, "2026-11"), (mocks.Made["premium-launch"].Inputs["isPaused"], mocks.Made["premium-launch"].Inputs["run"]));
    }

    [Fact]
    public async Task Takes_a_certificate_and_a_legacy_key_as_well()
    {
        var settings = new Dictionary<string, string>(Token)
        {
            ["pinpush:apnsCertificate"] = "c",
            ["pinpush:apnsPrivateKey"] = "k",
            ["pinpush:gcmApiKey"] = "a",
        };
        settings.Remove("pinpush:apnsTokenKey");
        settings.Remove("pinpush:gcmServiceJson");

        var (mocks, _, _) = await RunAsync(settings);

        Assert.Equal(("CERTIFICATE", "KEY"),
            (mocks.Made["apns-sandbox"].Inputs["defaultAuthenticationMethod"], mocks.Made["fcm"].Inputs["defaultAuthenticationMethod"]));
    }

    [Fact]
    public async Task Tells_every_missing_setting_at_once_with_the_command_that_sets_it()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(new() { ["aws:region"] = "eu-central-1", ["pinpoint:region"] = "us-east-1" }));

        foreach (var key in new[] { "appName", "apnsBundleId", "apnsTeamId", "apnsTokenKeyId", "apnsTokenKey", "gcmServiceJson", "saleStart" })
        {
            Assert.Contains($"pinpush:{key} is missing", fault.ToString(), StringComparison.Ordinal);
        }

        Assert.Contains("./pinpush pulumi config set --secret apnsTokenKey --stack dev < ", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("pinpoint:region is us-east-1 and aws:region is eu-central-1", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_of_the_local_server_is_never_set_up_on_AWS()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(new(Token) { ["pinpush:localServer"] = "true" }));

        Assert.Contains("./pinpush pulumi up --stack dev", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_clear_is_refused_and_not_shown()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(Token, secrets: ["pinpush:gcmServiceJson"]));

        Assert.Contains("pinpush:apnsTokenKey stands in the stack's file in clear", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("p8-secret", fault.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(Mocks Mocks, IReadOnlyList<Resource> Resources, IDictionary<string, object?> Outputs)> RunAsync(
        Dictionary<string, string> settings, string[]? secrets = null,
        Func<IDictionary<string, object?>>? program = null)
    {
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(settings));
        Environment.SetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS", JsonSerializer.Serialize(secrets ?? Secrets));
        var mocks = new Mocks();
        var (resources, outputs) = await Deployment.TestAsync(mocks, new TestOptions { ProjectName = "pinpush", StackName = "dev", IsPreview = false },
            program ?? PushStack.Declare);
        return (mocks, resources, outputs);
    }

    private sealed class Mocks : IMocks
    {
        public Dictionary<string, MockResourceArgs> Made { get; } = [];

        /// <summary>The one that the program declares; null for none.</summary>
        public MockResourceArgs? Provider { get; private set; }

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            var outputs = args.Inputs.ToDictionary();
            Provider = args.Type == "pulumi:providers:aws" ? args : Provider;
            if (args.Type is { } type && !type.StartsWith("pulumi:", StringComparison.Ordinal))
            {
                lock (Made)
                {
                    Made[args.Name!] = args; // every resource has a name
                }

                outputs["applicationId"] = "app-id";
                outputs["arn"] = "arn:aws:mobiletargeting:eu-central-1:000000000000:apps/app-id";
                outputs["segmentId"] = outputs["campaignId"] = $"{args.Name}-id";
            }

            return Task.FromResult<(string?, object)>(($"{args.Name}-id", outputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
