using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

public sealed partial class CampaignTests
{
    [Fact]
    public async Task What_becomes_of_pushes_in_doubt_is_a_tag_that_may_change_at_any_time()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var made = await stage.CreateAsync(Urn, Immediate(await SegmentAsync(aws)));
        async Task<string?> TagAsync() => (await CampaignAsync(aws, made)).Tags.GetValueOrDefault("pinpush:in-doubt");
        async Task<JsonObject> ReadAsync() => (await stage.RefreshAsync(made))!.Inputs; // it is there
        async Task<string?> DiffAsync(JsonObject wanted) =>
            (await stage.DiffAsync(made with { Inputs = await ReadAsync() }, wanted))["detailed"]?.ToJsonString();
        Task ByHandAsync(string word) => aws.TagResourceAsync(
            new() { ResourceArn = (string?)made.Outputs["arn"], TagsModel = new() { Tags = new() { ["pinpush:in-doubt"] = word } } },
            TestContext.Current.CancellationToken);
        await EndAsync(aws, made);
        Assert.Null(await TagAsync());
        await ByHandAsync("resend");
        Assert.True(JsonNode.DeepEquals(made.Inputs, await ReadAsync())); // what leaving it out means

        var (first, skips) = (made.Inputs, made.With("inDoubt", "skip"));
        made = await stage.UpdateAsync(made, skips);
        Assert.Equal("skip", await TagAsync());
        Assert.True(JsonNode.DeepEquals(skips, await ReadAsync()));

        await ByHandAsync("resend");
        Assert.Equal("""{"inDoubt":[4,true]}""", await DiffAsync(skips));
        made = await stage.UpdateAsync(made, skips);
        Assert.Equal("skip", await TagAsync());

        Assert.Equal("""{"inDoubt":[2,true]}""", await DiffAsync(first));
        made = await stage.UpdateAsync(made, first);
        Assert.Null(await TagAsync());
    }
}
