namespace Pinpush.EndToEnd.Tests;

/// <summary>A Node program with segments and campaigns, and what the options of a resource do to them.</summary>
public sealed class CampaignsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Options_are_honoured_from_preview_to_destroy()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "campaigns");

        Assert.Contains("Winter sale", await stack.DoneAsync("preview", "--diff"), StringComparison.Ordinal);
        Assert.Equal(7, (int?)(await stack.PreviewAsync())["changeSummary"]?["create"]);
        await stack.UpAsync();
        var app = await cloud.AppAsync();
        var made = await stack.ResourcesAsync();
        Assert.True((bool?)made["all"]["protect"]);
        Assert.NotNull(made["winter"]["outputs"]?["arn"]?["ciphertext"]);
        Assert.Contains((string?)made["all"]["urn"], made["winter"]["dependencies"]!.AsArray().Select(d => (string?)d)); // it has some
        Assert.Equal($"{app}/{(await cloud.SegmentsAsync(app)).Single(s => s.Name == "premium").Id}", (string?)made["premium"]["id"]);
        await stack.AssertNothingToDoAsync();

        // changed by hand: what is ignored stays so, the rest is taken back
        var tuned = (await cloud.CampaignsAsync(app)).Single(c => c.Name == "tuned-by-hand");
        await cloud.Aws.UpdateCampaignAsync(new()
        {
            ApplicationId = app,
            CampaignId = tuned.Id,
            WriteCampaignRequest = new()
            {
                Name = tuned.Name,
                Description = "by hand",
                SegmentId = tuned.SegmentId,
                MessageConfiguration = tuned.MessageConfiguration,
                Schedule = tuned.Schedule,
                Limits = tuned.Limits,
            },
        }, Cancel);
        stack.Phase = 2;
        await stack.DoneAsync("refresh", "--yes");
        Assert.Contains("1 updated", await stack.UpAsync(), StringComparison.Ordinal);
        tuned = (await cloud.CampaignsAsync(app)).Single(c => c.Name == "tuned-by-hand");
        Assert.Equal(("by hand", 20), (tuned.Description, tuned.Limits.MessagesPerSecond));

        // protected: not deleted before the program has taken that away
        stack.Phase = 3;
        await stack.RefusedAsync("protect", "preview");
        await stack.RefusedAsync("protect", "up", "--yes", "--skip-preview");
        await stack.RefusedAsync("protect", "destroy", "--yes", "--skip-preview");
        Assert.Equal(3, (await cloud.SegmentsAsync(app)).Count);
        stack.Phase = 4;
        await stack.UpAsync();
        stack.Phase = 5;
        Assert.Contains("1 deleted", await stack.UpAsync(), StringComparison.Ordinal);

        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(await cloud.AppsAsync());
        Assert.Empty(await stack.ResourcesAsync());
    }
}
