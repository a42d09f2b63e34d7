using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.AwsProvider.Tests;

/// <summary>Create, create, delete, read: a delete spares what a later create has taken over, for every kind.</summary>
public sealed class TakeOverTests
{
    [Theory]
    [InlineData("app:App")]
    [InlineData("apnsChannel:ApnsChannel")]
    [InlineData("apnsSandboxChannel:ApnsSandboxChannel")]
    [InlineData("apnsVoipChannel:ApnsVoipChannel")]
    [InlineData("apnsVoipSandboxChannel:ApnsVoipSandboxChannel")]
    [InlineData("gcmChannel:GcmChannel")]
    public Task Delete_SparesWhatALaterCreateHasTakenOver(string kind) => TakeOverDrill.RunAsync(
        "aws", PluginStage.Urn($"aws:pinpoint/{kind}", "it"), async stage => kind == "app:App"
            ? new() { ["name"] = "shop", ["tags"] = new JsonObject { ["pinpush:key"] = "shop/dev/app" } }
            : ChannelInputs.Of((await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), [])).Id, kind));

    [Fact]
    public async Task App_WhoseStateDropsItsKey_IsSparedToo()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var urn = PluginStage.Urn("aws:pinpoint/app:App", "shop");
        var program = new JsonObject { ["name"] = "shop", ["tags"] = new JsonObject { ["pinpush:key"] = "shop/dev/app" } };
        var first = await stage.CreateAsync(urn, program);
        var second = await stage.CreateAsync(urn, program);

        await stage.DeleteAsync(await stage.UpdateAsync(first, first.With("tags", null)));

        Assert.NotNull(await stage.RefreshAsync(second));
        var refused = await stage.CheckAsync(urn, new() { ["tags"] = new JsonObject { ["pinpush:mark"] = "mine" } });
        Assert.Equal("tags.pinpush:mark", (string?)refused["failuresList"]?[0]?["property"]);
    }

    [Fact]
    public async Task App_WithEndpoints_IsReplacedOnPurposeOnly()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();
        var made = await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), new() { ["name"] = "shop" });
        var renamed = made.With("name", "other");
        var diff = await stage.DiffAsync(made, renamed);
        Assert.Equal(("""["name"]""", true), (diff["replacesList"]?.ToJsonString(), (bool?)diff["deletebeforereplace"])); // nothing is lost
        await aws.UpdateEndpointAsync(new()
        {
            ApplicationId = made.Id,
            EndpointId = "phone",
            EndpointRequest = new() { Address = "0a0b", ChannelType = "APNS" },
        }, TestContext.Current.CancellationToken);

        var (code, message) = await stage.Plugin.RefusedAsync("diff", PluginStage.DiffRequest(made, renamed));

        Assert.Equal(9, code); // FAILED_PRECONDITION
        Assert.Contains($"name: this needs a new app, and the app {made.Id} would be deleted with its 1 endpoints", message, StringComparison.Ordinal);
        renamed["tags"] = new JsonObject { ["pinpush:lose-endpoints"] = "yes" };
        Assert.Equal("""["name"]""", (await stage.DiffAsync(made, renamed))["replacesList"]?.ToJsonString());
    }
}
