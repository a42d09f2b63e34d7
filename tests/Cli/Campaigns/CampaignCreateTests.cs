using System.Text.Json;
using Pinpush.Cli.Campaigns;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Campaigns;

public sealed class CampaignCreateTests(ServedScene served) : IClassFixture<ServedScene>
{
    [Fact]
    public async Task Create_EveryOption_IsStoredAndTheReachIsTold()
    {
        await served.JsonAsync("device", "register", "t1", "--channel", "android", "--attribute", "plan=premium");
        await served.JsonAsync("segment", "create", "premium", "--attribute", "plan=premium");

        var campaign = await served.JsonAsync(
            "campaign", "create", "sale", "--segment", "premium", "--start", "2030-03-01T09:00:00Z", "--title", "Sale", "--body", "Half price", "--data", "screen=sale",
            "--image", "https://example.com/a.jpg", "--url", "https://example.com/sale", "--action", "DEEP_LINK", "--ttl", "60", "--description", "Spring",
            "--messages-per-second", "50", "--max-duration", "600", "--max-audience", "10", "--tag", "team=growth");

        Assert.Equal(("SCHEDULED", "Spring", "Sale"), (Text(campaign, "status"), Text(campaign, "description"), Text(campaign, "title")));
        Assert.Equal(("10", "growth"), (Text(campaign.GetProperty("tags"), "pinpush:max-audience"), Text(campaign.GetProperty("tags"), "team")));
        Assert.Equal(1, campaign.GetProperty("audience").GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task CreatePauseResumeRemove_FromFile_ChangeOnlyTheStatus()
    {
        var segment = Text(await served.JsonAsync("segment", "create", "all", "--everyone"), "id");
        var file = Path.Combine(served.Scene.Home, "campaign.json");
        await File.WriteAllTextAsync(
            file, $$$"""{"Name":"file","SegmentId":"{{{segment}}}","Limits":{"MessagesPerSecond":5},"MessageConfiguration":{"DefaultMessage":{"Title":"Hi","Body":"There"}},"Schedule":{"StartTime":"2030-03-01T09:00:00Z"},"tags":{"team":"growth"}}""",
            TestContext.Current.CancellationToken);

        var created = await served.JsonAsync("campaign", "create", "--file", file, "--paused");
        var id = Text(created, "id");
        var resumed = await served.JsonAsync("campaign", "resume", id);
        var paused = await served.JsonAsync("campaign", "pause", id);
        var shown = await served.JsonAsync("campaign", "show", id);
        await served.JsonAsync("campaign", "remove", id);

        Assert.Equal(["PAUSED", "SCHEDULED", "PAUSED", "PAUSED"], new[] { created, resumed, paused, shown }.Select(c => Text(c, "status")));
        Assert.All([created, resumed, paused, shown], c => Assert.Equal(("file", "Hi", "There", segment), (Text(c, "name"), Text(c, "title"), Text(c, "body"), Text(c, "segmentId"))));
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("campaign", "show", id));
        Assert.Contains("See: ./pinpush campaign list", served.Scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give --start", "c", "--segment", "s", "--title", "t")]
    [InlineData("Give --segment", "c", "--start", "IMMEDIATE", "--title", "t")]
    [InlineData("--title or --body", "c", "--segment", "s", "--start", "IMMEDIATE")]
    [InlineData("--silent shows nothing", "c", "--segment", "s", "--start", "IMMEDIATE", "--silent", "--title", "t")]
    [InlineData("--max-audience", "c", "--segment", "s", "--start", "IMMEDIATE", "--title", "t", "--max-audience", "0")]
    [InlineData("has passed", "c", "--segment", "s", "--start", "2020-01-31T09:00:00Z", "--title", "t")]
    [InlineData("such as 2027-01-31T09:00:00Z", "c", "--segment", "s", "--start", "2030-01-31", "--title", "t")]
    [InlineData("such as 2027-01-31T09:00:00Z", "c", "--segment", "s", "--start", "tomorrow", "--title", "t")]
    [InlineData("needs --url", "c", "--segment", "s", "--start", "IMMEDIATE", "--title", "t", "--action", "URL")]
    [InlineData("--badge", "c", "--segment", "s", "--start", "IMMEDIATE", "--title", "t", "--badge", "1")]
    public async Task Create_WhoWhenOrWhatIsMissing_Answers2AndNamesIt(string words, params string[] args)
    {
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync(["campaign", "create", .. args]));
        Assert.Contains(words, served.Scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_SegmentNameThatNoneOrSeveralHave_IsRefused()
    {
        await served.JsonAsync("segment", "create", "twin", "--everyone");
        await served.JsonAsync("segment", "create", "twin", "--everyone");
        string[] rest = ["--start", "IMMEDIATE", "--title", "t"];

        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync(["campaign", "create", "c", "--segment", "twin", .. rest]));
        Assert.Contains("Several segments are named 'twin'", served.Scene.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync(["campaign", "create", "c", "--segment", "none", .. rest]));
        Assert.Contains("No segment is named 'none'", served.Scene.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "sale")]
    [InlineData("2", "sale@2")]
    public void Of_TemplatedCampaign_NamesTheTemplate(string? version, string template) => Assert.Equal(
        template, CampaignRecord.Of(new() { Id = "c", TemplateConfiguration = new() { PushTemplate = new() { Name = "sale", Version = version } } }).Template);

    private static string Text(JsonElement record, string member) => record.GetProperty(member).GetString() ?? "";
}
