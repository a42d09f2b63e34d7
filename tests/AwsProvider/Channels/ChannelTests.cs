using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.AwsProvider.Tests.Channels;

public sealed class ChannelTests
{
    [Theory]
    [InlineData("apnsChannel:ApnsChannel")]
    [InlineData("apnsSandboxChannel:ApnsSandboxChannel")]
    [InlineData("apnsVoipChannel:ApnsVoipChannel")]
    [InlineData("apnsVoipSandboxChannel:ApnsVoipSandboxChannel")]
    [InlineData("gcmChannel:GcmChannel")]
    public async Task Lives_from_create_to_delete_and_its_credentials_stay_secret(string type)
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var app = await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), []);
        var urn = PluginStage.Urn($"aws:pinpoint/{type}", "push");
        var (secret, key) = type.StartsWith('g') ? ("serviceJson", Keys.ServiceAccount) : ("tokenKey", Keys.P8);

        var made = await stage.CreateAsync(urn, ChannelInputs.Of(app.Id, type));

        Assert.Equal(app.Id, made.Id);
        Assert.True(JsonNode.DeepEquals(PluginStage.Secret(key), made.Outputs[secret]), "the output is a secret");
        Assert.True(JsonNode.DeepEquals(PluginStage.Secret(key), made.Inputs[secret]), "the input is a secret");
        Assert.True((bool?)made.Outputs["enabled"]);
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.Inputs))["changes"]);
        var read = await stage.RefreshAsync(made);
        Assert.True(JsonNode.DeepEquals(made.Inputs, read?.Inputs) && JsonNode.DeepEquals(made.Outputs, read?.Outputs));

        var off = made.With("enabled", false);
        Assert.Equal("""{"enabled":[4,false]}""", (await stage.DiffAsync(made, off))["detailed"]?.ToJsonString());
        var updated = await stage.UpdateAsync(made, off);
        read = await stage.RefreshAsync(made); // the state still says: enabled
        Assert.False((bool?)read?.Inputs["enabled"]);
        Assert.Equal(1, (int?)(await stage.DiffAsync(updated, off))["changes"]);

        var elsewhere = await stage.DiffAsync(made, made.With("applicationId", PluginStage.Unknown));
        Assert.Equal("""["applicationId"]""", elsewhere["replacesList"]?.ToJsonString());
        var imported = await stage.ImportAsync(urn, app.Id);
        var method = type.StartsWith('g') ? "TOKEN" : null; // one that was not given is not there
        Assert.Equal(
            (app.Id, method, false),
            ((string?)imported.Inputs["applicationId"], (string?)imported.Inputs["defaultAuthenticationMethod"], (bool?)imported.Inputs["enabled"]));

        await stage.DeleteAsync(updated);
        await stage.DeleteAsync(updated);
        Assert.Null(await stage.RefreshAsync(updated));
    }

    [Fact]
    public async Task Half_a_set_of_credentials_is_told_before_anything_is_applied()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var urn = PluginStage.Urn("aws:pinpoint/apnsChannel:ApnsChannel", "push");

        var half = await stage.CheckAsync(urn, new() { ["applicationId"] = "a", ["tokenKey"] = PluginStage.Secret("only-this") });
        var none = await stage.CheckAsync(urn, new() { ["enabled"] = true });
        var later = await stage.CheckAsync(urn, ChannelInputs.Of(PluginStage.Unknown, "apnsChannel"));

        Assert.Contains("bundleId, teamId, tokenKeyId is missing", half["failuresList"]?.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, none["failuresList"]!.AsArray().Count); // the driver fills in every list
        Assert.Empty(later["failuresList"]!.AsArray()); // likewise
        Assert.Equal(("""["enabled"]""", true), (later["inputs"]?["__defaults"]?.ToJsonString(), (bool?)later["inputs"]?["enabled"]));
    }

    [Theory]
    [InlineData("""{"apiKey":"k"}""", "")]
    [InlineData("""{"serviceJson":"s","defaultAuthenticationMethod":"TOKEN"}""", "serviceJson: GCMChannelRequest: ServiceJson is not")]
    [InlineData("""{"serviceJson":"s"}""", "defaultAuthenticationMethod: is KEY, as it is unless given, and then serviceJson is not sent. Set it to TOKEN.")]
    [InlineData("""{"apiKey":"k","defaultAuthenticationMethod":"TOKEN"}""", "defaultAuthenticationMethod: is TOKEN, and then apiKey is not sent.")]
    [InlineData("""{"apiKey":"k","defaultAuthenticationMethod":"token"}""", "defaultAuthenticationMethod: 'token' is none of KEY, TOKEN.")]
    [InlineData("""{"apiKey":"k","serviceJson":"s"}""", "apiKey: Invalid combination of arguments: one of apiKey and serviceJson has to be there, and both")]
    [InlineData("{}", "apiKey: Invalid combination of arguments: one of apiKey and serviceJson has to be there, and none is.")]
    public async Task GCM_has_KEY_by_default_and_the_credential_of_its_method(string inputs, string fault)
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var program = JsonNode.Parse(inputs)!.AsObject(); // an object
        program["applicationId"] = "a";

        var judged = await stage.CheckAsync(PluginStage.Urn("aws:pinpoint/gcmChannel:GcmChannel", "push"), program);

        var told = judged["failuresList"]!.AsArray().Select(f => $"{f!["property"]}: {f["reason"]}"); // the driver fills in every list
        Assert.StartsWith(fault, string.Join('\n', told), StringComparison.Ordinal);
        Assert.Equal(fault.Length == 0, !told.Any());
        Assert.Equal((string?)program["defaultAuthenticationMethod"] ?? "KEY", (string?)judged["inputs"]?["defaultAuthenticationMethod"]);
    }

    [Fact]
    public async Task A_method_set_by_hand_is_drift()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();
        var app = await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), []);
        var made = await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/apnsChannel:ApnsChannel", "push"), ChannelInputs.Of(app.Id, "apnsChannel"));
        Assert.Equal("", (string?)made.Outputs["defaultAuthenticationMethod"]);
        await aws.UpdateApnsChannelAsync(new()
        {
            ApplicationId = app.Id,
            APNSChannelRequest = new()
            {
                BundleId = "com.example.app",
                TeamId = "TEAM123456",
                TokenKeyId = "KEY1234567",
                TokenKey = Keys.P8,
                DefaultAuthenticationMethod = "TOKEN",
            },
        }, TestContext.Current.CancellationToken);

        var read = await stage.RefreshAsync(made);

        Assert.NotNull(read);
        var diff = await stage.DiffAsync(read, made.Inputs);
        Assert.Equal("""{"defaultAuthenticationMethod":[2,false]}""", diff["detailed"]?.ToJsonString());
        Assert.Equal("TOKEN", (string?)(await stage.ImportAsync(made.Urn, app.Id)).Inputs["defaultAuthenticationMethod"]);
    }

    [Fact]
    public async Task Taken_out_by_hand_is_drift()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var app = await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), []);
        var urn = PluginStage.Urn("aws:pinpoint/gcmChannel:GcmChannel", "push");
        var made = await stage.CreateAsync(urn, ChannelInputs.Of(app.Id, "gcmChannel"));
        await stage.UpdateAsync(
            made, new() { ["applicationId"] = app.Id, ["apiKey"] = "legacy-server-key", ["defaultAuthenticationMethod"] = "KEY" });

        var read = await stage.RefreshAsync(made);

        Assert.NotNull(read);
        Assert.Null(read.Inputs["serviceJson"]);
        Assert.Equal(
            """{"defaultAuthenticationMethod":[4,false],"serviceJson":[0,false]}""",
            (await stage.DiffAsync(read, made.Inputs))["detailed"]?.ToJsonString());
    }

    [Fact]
    public async Task No_secret_is_in_any_message()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var app = await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), []);
        const string bad = "not-a-key-at-all-but-secret";
        var inputs = ChannelInputs.Of(app.Id, "apnsChannel");
        inputs["tokenKey"] = PluginStage.Secret(bad);

        var (code, message) = await stage.Plugin.RefusedAsync("create",
            new() { ["urn"] = PluginStage.Urn("aws:pinpoint/apnsChannel:ApnsChannel", "push"), ["properties"] = inputs });
        var end = await stage.Plugin.EndAsync();

        Assert.Equal(3, code);
        Assert.Contains("creating aws:pinpoint/apnsChannel:ApnsChannel 'push'", message, StringComparison.Ordinal);
        Assert.All([bad, Keys.P8, stage.Server.SecretAccessKey], s => Assert.DoesNotContain(s, message + end.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal("0", end["ended"]?.ToString());
        Assert.Matches("^[0-9]+\n$", (string?)end["printed"]);
    }
}
