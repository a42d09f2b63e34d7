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
        Assert.Equal("""{"enabled":[0,true]}""", (await stage.DiffAsync(made, off))["detailed"]?.ToJsonString());
        var updated = await stage.UpdateAsync(made, off);
        read = await stage.RefreshAsync(made); // the state still says: enabled
        Assert.False((bool?)read?.Inputs["enabled"]);
        Assert.Equal(1, (int?)(await stage.DiffAsync(updated, off))["changes"]);

        var elsewhere = await stage.DiffAsync(made, made.With("applicationId", PluginStage.Unknown));
        Assert.Equal("""["applicationId"]""", elsewhere["replacesList"]?.ToJsonString());
        var imported = await stage.ImportAsync(urn, app.Id);
        Assert.Equal(app.Id, (string?)imported.Inputs["applicationId"]);

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
    }

    [Fact]
    public async Task Taken_out_by_hand_is_drift()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var app = await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), []);
        var urn = PluginStage.Urn("aws:pinpoint/gcmChannel:GcmChannel", "push");
        var made = await stage.CreateAsync(urn, ChannelInputs.Of(app.Id, "gcmChannel"));
        await stage.UpdateAsync(made, new() { ["applicationId"] = app.Id, ["apiKey"] = "legacy-server-key" });

        var read = await stage.RefreshAsync(made);

        Assert.NotNull(read);
        Assert.Null(read.Inputs["serviceJson"]);
        Assert.Equal("""{"serviceJson":[0,true]}""", (await stage.DiffAsync(read, made.Inputs))["detailed"]?.ToJsonString());
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
