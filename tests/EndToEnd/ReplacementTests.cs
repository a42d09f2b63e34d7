using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>A Node program whose resources give way to new ones: for what they are, or because the program wants it.</summary>
public sealed class ReplacementTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replaced_in_either_order_each_is_there_once()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "replacement", ("tokenKey", Keys.P8));
        await stack.UpAsync();
        var before = await stack.ResourcesAsync();

        stack.Phase = 2;
        Assert.Equal(5, (int?)(await stack.PreviewAsync())["changeSummary"]?["replace"]);
        var lines = (await stack.UpAsync("--show-replacement-steps")).Split('\n');
        var after = await stack.ResourcesAsync();
        Assert.All(["moving", "picky", "forced", "timed"], name => Assert.NotEqual((string?)before[name]["id"], (string?)after[name]["id"]));
        Assert.True(At("moving", "created replacement") < At("moving", "deleting original"), "the new one comes first");
        Assert.True(At("forced", "deleted original") < At("forced", "creating replacement"), "the old one goes first");

        var apps = (await cloud.AppsAsync()).ToDictionary(a => a.Name, a => a.Id);
        Assert.Equal(["forced", "picky-2"], (await cloud.SegmentsAsync(apps["shop"])).Select(s => s.Name).Order());
        Assert.Equal("moving", Assert.Single(await cloud.SegmentsAsync(apps["other"])).Name);
        Assert.Empty(await cloud.CampaignsAsync(apps["shop"]));
        Assert.Equal("timed", Assert.Single(await cloud.CampaignsAsync(apps["other"])).Name);
        Assert.True((await cloud.Aws.GetApnsChannelAsync(new() { ApplicationId = apps["shop"] }, Cancel)).APNSChannelResponse.Enabled);
        await stack.AssertNothingToDoAsync();

        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(await cloud.AppsAsync());

        int At(string name, string what) => Array.FindIndex(
            lines, l => l.Contains($" {name} ", StringComparison.Ordinal) && l.Contains(what, StringComparison.Ordinal))
            is >= 0 and var at ? at : throw new InvalidOperationException($"'{name} {what}' is not in:\n{string.Join('\n', lines)}");
    }
}
