using System.Text.Json.Nodes;
using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>A Node program with an app and its channels, from the first preview to the end.</summary>
public sealed class ChannelsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lives_from_preview_to_destroy_and_its_secrets_stay_encrypted()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "channels", ("tokenKey", Keys.P8), ("serviceJson", Keys.ServiceAccount));

        Assert.Equal(5, (int?)(await stack.PreviewAsync())["changeSummary"]?["create"]);
        Assert.Empty(await cloud.AppsAsync());

        await stack.UpAsync();
        var app = await cloud.AppAsync();
        var made = await stack.ResourcesAsync();
        Assert.Equal(["apns", "apns-sandbox", "fcm", "shop"], made.Keys.Order());
        Assert.Equal(app, (string?)made["shop"]["id"]);
        AssertEncrypted(made["apns"], "tokenKey");
        AssertEncrypted(made["apns-sandbox"], "tokenKey");
        AssertEncrypted(made["fcm"], "serviceJson");
        Assert.Equal(Keys.P8, (string?)JsonNode.Parse(await stack.DoneAsync("stack", "output", "--json", "--show-secrets"))?["key"]);
        Assert.Equal("[secret]", (string?)JsonNode.Parse(await stack.DoneAsync("stack", "output", "--json"))?["key"]);
        await stack.AssertNothingToDoAsync();

        stack.Phase = 2;
        Assert.Contains("2 updated", await stack.UpAsync(), StringComparison.Ordinal);
        var settings = (await cloud.Aws.GetApplicationSettingsAsync(new() { ApplicationId = app }, Cancel)).ApplicationSettingsResource;
        Assert.Equal(60, settings.Limits.MessagesPerSecond);
        Assert.False((await cloud.Aws.GetApnsChannelAsync(new() { ApplicationId = app }, Cancel)).APNSChannelResponse.Enabled);

        // a provider of the program's own in place of the default one replaces nothing
        stack.Phase = 3;
        var moved = (await stack.PreviewAsync())["changeSummary"];
        Assert.Equal((2, 1, 5), (moved?.AsObject().Count, (int?)moved?["create"], (int?)moved?["same"]));
        await stack.UpAsync();
        Assert.Equal(app, await cloud.AppAsync());
        await stack.AssertNothingToDoAsync();

        // drift is taken over by refresh, and taken back by the next update
        await cloud.Aws.DeleteGcmChannelAsync(new() { ApplicationId = app }, Cancel);
        await stack.DoneAsync("refresh", "--yes");
        Assert.DoesNotContain("fcm", (await stack.ResourcesAsync()).Keys);
        Assert.Contains("1 created", await stack.UpAsync(), StringComparison.Ordinal);

        await stack.DoneAsync("destroy", "--yes");
        Assert.Empty(await cloud.AppsAsync());
        Assert.Empty(await stack.ResourcesAsync());
    }

    private static void AssertEncrypted(JsonNode resource, string property)
    {
        foreach (var side in new[] { "inputs", "outputs" })
        {
            Assert.NotNull(resource[side]?[property]?["ciphertext"]);
        }
    }
}
