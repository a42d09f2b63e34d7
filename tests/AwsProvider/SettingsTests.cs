using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.AwsProvider.Tests;

/// <summary>The provider's settings, and the methods around the resources.</summary>
public sealed class SettingsTests
{
    private static readonly string App = PluginStage.Urn("aws:pinpoint/app:App", "shop");

    [Fact]
    public async Task Settings_come_as_JSON_texts_from_stack_and_program()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        await using var plugin = await PluginDriver.StartAsync("pulumi-resource-aws", new Dictionary<string, string>());
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"[push]\naws_access_key_id = {stage.Server.AccessKeyId}\naws_secret_access_key = {stage.Server.SecretAccessKey}\n",
            TestContext.Current.CancellationToken);
        var config = new JsonObject
        {
            ["version"] = "7.48.0",
            ["region"] = "eu-central-1",
            ["endpoints"] = new JsonArray(new JsonObject { ["pinpoint"] = stage.Server.Address.ToString() }).ToJsonString(),
            ["sharedCredentialsFiles"] = new JsonArray(file).ToJsonString(),
            ["profile"] = "push",
            ["skipCredentialsValidation"] = "true",
            ["skipMetadataApiCheck"] = "true",
            ["skipRequestingAccountId"] = "true",
            ["defaultTags"] = """{"tags":{"env":"dev"}}""",
        };

        Assert.True((bool?)(await plugin.DoneAsync("handshake", []))["acceptSecrets"]);
        var answer = await plugin.DoneAsync("checkConfig",
            new() { ["urn"] = "urn:pulumi:dev::shop::pulumi:providers:aws::default", ["news"] = config.DeepClone() });
        // the driver fills in every list
        Assert.True(answer["failuresList"]!.AsArray().Count == 0 && JsonNode.DeepEquals(config, answer["inputs"]), answer.ToJsonString());
        await plugin.DoneAsync("configure", new() { ["args"] = config });
        var made = await plugin.DoneAsync("create", new() { ["urn"] = App, ["properties"] = new JsonObject { ["name"] = "shop" } });
        Assert.Equal("""{"env":"dev"}""", made["properties"]?["tagsAll"]?.ToJsonString());
        File.Delete(file);
    }

    [Fact]
    public async Task A_setting_that_would_send_calls_elsewhere_is_refused_and_a_missing_region_is_told()
    {
        await using var plugin = await PluginDriver.StartAsync("pulumi-resource-aws", new Dictionary<string, string>());

        var refused = await plugin.DoneAsync("checkConfig",
            new() { ["news"] = new JsonObject { ["region"] = "eu-central-1", ["assumeRoles"] = """[{"roleArn":"arn:x"}]""", ["httpProxy"] = "http://p" } });
        var missing = await plugin.DoneAsync("checkConfig", new() { ["news"] = new JsonObject() });
        var (code, message) = await plugin.RefusedAsync("configure", new() { ["args"] = new JsonObject { ["region"] = "eu-central-1", ["accessKey"] = "a" } });

        // the driver fills in every list; a failure has a property
        Assert.Equal(["assumeRoles", "httpProxy"], refused["failuresList"]!.AsArray().Select(f => f!["property"]!.ToString()));
        Assert.Contains("pulumi config set aws:region", missing["failuresList"]?.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(3, code);
        Assert.Contains("accessKey and secretKey go together", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_settings_mean_no_calls()
    {
        await using var plugin = await PluginDriver.StartAsync("pulumi-resource-aws", new Dictionary<string, string>());
        await plugin.DoneAsync("configure", new() { ["args"] = new JsonObject { ["region"] = PluginStage.Unknown } });

        await plugin.DoneAsync("create", new() { ["urn"] = App, ["properties"] = new JsonObject { ["name"] = "a" }, ["preview"] = true });
        var (code, message) = await plugin.RefusedAsync("create", new() { ["urn"] = App, ["properties"] = new JsonObject { ["name"] = "a" } });

        Assert.Equal(9, code);
        Assert.Contains("not been configured", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_about_itself_and_refuses_what_it_does_not_have()
    {
        await using var stage = await PluginStage.StartAsync("aws");

        Assert.Equal("7.48.0", (string?)(await stage.Plugin.DoneAsync("getPluginInfo", []))["version"]);
        var schema = JsonNode.Parse((await stage.Plugin.DoneAsync("getSchema", []))["schema"]!.ToString()); // there is one
        Assert.Equal(6, schema?["resources"]?.AsObject().Count);
        Assert.Equal(12, (await stage.Plugin.RefusedAsync("invoke", new() { ["tok"] = "aws:pinpoint/x:x" })).Code);
        Assert.Equal(12, (await stage.Plugin.RefusedAsync("construct", [])).Code);
        Assert.Contains("aws:sns/topic:Topic",
            (await stage.Plugin.RefusedAsync("create", new() { ["urn"] = PluginStage.Urn("aws:sns/topic:Topic", "t") })).Message, StringComparison.Ordinal);
        Assert.Equal(1, (int?)(await stage.Plugin.DoneAsync("diffConfig", new() { ["oldInputs"] = stage.Config, ["news"] = stage.Config }))["changes"]);
        await stage.Plugin.DoneAsync("cancel", []);
        Assert.Equal(1, (await stage.Plugin.RefusedAsync("create", new() { ["urn"] = App, ["properties"] = new JsonObject { ["name"] = "a" } })).Code);
    }

    [Fact]
    public async Task A_wrong_key_a_silent_server_and_another_region()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var made = await stage.CreateAsync(App, []);
        var moved = stage.Config;
        moved["region"] = "us-east-1";
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = moved });
        Assert.Equal("""["region"]""", (await stage.DiffAsync(made, made.Inputs))["replacesList"]?.ToJsonString());

        var wrong = stage.Config;
        wrong["secretKey"] = "wrong-secret-key-0123456789";
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = wrong });
        var (code, message) = await stage.Plugin.RefusedAsync("create", new() { ["urn"] = App, ["properties"] = new JsonObject { ["name"] = "a" } });
        Assert.Equal(7, code);
        Assert.DoesNotContain("wrong-secret-key", message, StringComparison.Ordinal);

        var silent = stage.Config;
        silent["endpoints"] = """[{"pinpoint":"http://127.0.0.1:9"}]""";
        silent["maxRetries"] = "0";
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = silent });
        (code, message) = await stage.Plugin.RefusedAsync("read", new() { ["urn"] = App, ["id"] = made.Id });
        Assert.Equal(14, code);
        Assert.Contains("http://127.0.0.1:9", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_cut_may_have_taken_effect_and_says_why_it_was()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // takes connections, and answers nothing
        await using var stage = await PluginStage.StartAsync("aws");
        var config = stage.Config;
        config["endpoints"] = $$"""[{"pinpoint":"http://{{silent.LocalEndpoint}}"}]""";
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = config });
        var create = new JsonObject { ["urn"] = App, ["properties"] = new JsonObject { ["name"] = "a" }, ["timeout"] = 1 };

        var (code, message) = await stage.Plugin.RefusedAsync("create", (JsonObject)create.DeepClone());
        Assert.Equal(2, code); // UNKNOWN: the engine keeps it on record
        Assert.Contains("it ran into its time limit of 1 s. Whether it took effect is not known", message, StringComparison.Ordinal);
        create.Remove("timeout");
        (code, message) = await stage.Plugin.RefusedAsync("create", create, cancelled: 500);
        Assert.Equal(2, code);
        Assert.Contains("it was cancelled. Whether it took effect is not known", message, StringComparison.Ordinal);
    }
}
