using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>Replacements of what has not changed: the create finds what there is, and the delete behind it must not take it away.</summary>
public sealed class ForcedReplacementTests
{
    private static readonly string[] Everything = ["shop", "apns", "premium", "winter", "offer"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_replaced_on_purpose_is_still_there()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "forced", ("tokenKey", Keys.P8));
        await stack.UpAsync();
        var app = await cloud.AppAsync();
        await cloud.RegisterAsync(app);
        var before = await stack.ResourcesAsync();
        var ids = await IdsAsync();

        await KeepsAllAsync("+-1 replaced", Options("--replace", "shop"));
        await KeepsAllAsync("+-4 replaced", Options("--replace", "apns", "premium", "winter", "offer"));
        await KeepsAllAsync("+-5 replaced", Options("--target-replace", Everything));
        await stack.DoneAsync(["state", "taint", "--yes", .. Everything.Select(Urn)]);
        await KeepsAllAsync("+-5 replaced");
        stack.Phase = 2;
        await stack.UpAsync();
        await KeepsAllAsync("+-2 replaced", Options("--replace", "premium"));
        stack.Phase = 3;
        await stack.UpAsync();
        await KeepsAllAsync("replaced", Options("--replace", "premium"));

        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(await cloud.AppsAsync());

        string Urn(string name) => (string)before[name]["urn"]!; // every entry has one

        string[] Options(string option, params string[] names) => [.. names.SelectMany(n => new[] { option, Urn(n) })];

        async Task KeepsAllAsync(string says, params string[] options)
        {
            Assert.Contains(says, await stack.UpAsync(options), StringComparison.Ordinal);
            Assert.Equal(ids, await IdsAsync());
            Assert.Equal(app, await cloud.AppAsync());
            Assert.Equal("premium", Assert.Single(await cloud.SegmentsAsync(app)).Name);
            Assert.Equal("SCHEDULED", Assert.Single(await cloud.CampaignsAsync(app)).State.CampaignStatus.Value);
            Assert.True((await cloud.Aws.GetApnsChannelAsync(new() { ApplicationId = app }, Cancel)).APNSChannelResponse.Enabled);
            Assert.NotNull(await cloud.Aws.GetPushTemplateAsync(new() { TemplateName = "offer" }, Cancel));
            Assert.NotNull(await cloud.Aws.GetEndpointAsync(new() { ApplicationId = app, EndpointId = "phone" }, Cancel));
            await stack.AssertNothingToDoAsync();
        }

        async Task<string[]> IdsAsync() => [.. (await stack.ResourcesAsync()).Select(r => $"{r.Key} {r.Value["id"]}").Order(StringComparer.Ordinal)];
    }
}
