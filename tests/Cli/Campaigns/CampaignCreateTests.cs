using System.Text.Json;
using Pinpush.Cli.Campaigns;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Campaigns;

public sealed class CampaignCreateTests(ServedScene served) : IClassFixture<ServedScene>
{
    private const string Times =
        "it has to be IMMEDIATE, or a time with its zone such as 2027-01-31T09:00:00Z or 2027-01-31T09:00:00+01:00.";

    [Fact]
    public async Task Create_EveryOption_IsStoredAndTheReachIsTold()
    {
        await served.JsonAsync("device", "register", "t1", "--channel", "android", "--attribute", "plan=premium");
        await served.JsonAsync("segment", "create", "premium", "--attribute", "plan=premium");

        var campaign = await served.JsonAsync(
            "campaign", "create", "sale", "--segment", "premium", "--start", "2030-03-01T09:00:00Z", "--title", "Sale", "--body", "Half price",
            "--data", "screen=sale", "--image", "https://example.com/a.jpg", "--url", "https://example.com/sale", "--action", "DEEP_LINK",
            "--ttl", "60", "--description", "Spring",
            "--messages-per-second", "50", "--max-duration", "600", "--max-audience", "10", "--in-doubt", "skip", "--tag", "team=growth");

        Assert.Equal(
            """
            {"id":"ID","name":"sale","status":"SCHEDULED","segmentId":"ID","segmentVersion":1,"startTime":"2030-03-01T09:00:00Z","description":"Spring","title":"Sale",
            "body":"Half price","tags":{"team":"growth","pinpush:max-audience":"10","pinpush:in-doubt":"skip"},
            "audience":{"total":1,"reachable":1}}
            """.ReplaceLineEndings(""),
            served.Scene.Shown);
        await served.Scene.RunAsync("campaign", "show", Text(campaign, "id"));
        Assert.Equal(
            """
            Id  Name  Status  Segment  Start
            ID  sale  SCHEDULED  ID@1  2030-03-01T09:00:00Z
            Title  Text
            Sale  Half price
            Tags
            team=growth
            pinpush:max-audience=10
            pinpush:in-doubt=skip
            Devices  Would get a push
            1  1
            """,
            served.Scene.Shown);
    }

    [Fact]
    public async Task CreatePauseResumeRemove_FromFile_ChangeOnlyTheStatus()
    {
        var segment = Text(await served.JsonAsync("segment", "create", "all", "--everyone"), "id");
        var file = Path.Combine(served.Scene.Home, "campaign.json");
        await File.WriteAllTextAsync(
            file,
            $$$"""
            {
              "Name": "file", "SegmentId": "{{{segment}}}", "Limits": {"MessagesPerSecond": 5}, "tags": {"team": "growth"},
              "MessageConfiguration": {"DefaultMessage": {"Title": "Hi", "Body": "There"}}, "Schedule": {"StartTime": "2030-03-01T09:00:00Z"}
            }
            """,
            TestContext.Current.CancellationToken);

        var created = await served.JsonAsync("campaign", "create", "--file", file, "--paused");
        var id = Text(created, "id");
        var resumed = await served.JsonAsync("campaign", "resume", id);
        var paused = await served.JsonAsync("campaign", "pause", id);
        var shown = await served.JsonAsync("campaign", "show", id);
        await served.JsonAsync("campaign", "remove", id);

        Assert.Equal(["PAUSED", "SCHEDULED", "PAUSED", "PAUSED"], new[] { created, resumed, paused, shown }.Select(c => Text(c, "status")));
        Assert.All(
            [created, resumed, paused, shown],
            c => Assert.Equal(("file", "Hi", "There", segment), (Text(c, "name"), Text(c, "title"), Text(c, "body"), Text(c, "segmentId"))));
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("campaign", "show", id));
        Assert.Equal(
            "NotFoundException: Resource not found: app 'ID' has no campaign 'ID'. (request GUID). Give the campaign's id; ./pinpush campaign list shows it.",
            served.Scene.Told);
    }

    [Theory]
    [InlineData("Give --start: IMMEDIATE, or a time such as 2027-01-31T09:00:00Z.", "--segment s --title t")]
    [InlineData("Give --segment: who gets it.", "--start IMMEDIATE --title t")]
    [InlineData("Give --title or --body, or --silent for a push that shows nothing.", "--segment s --start IMMEDIATE")]
    [InlineData(
        "--silent shows nothing: leave out --title, --body, --image and --sound, and pass values with --data.",
        "--segment s --start IMMEDIATE --silent --title t")]
    [InlineData("--in-doubt is 'maybe', which is none of resend, skip.", "--segment s --start IMMEDIATE --title t --in-doubt maybe")]
    [InlineData("--max-audience is a number of devices above 0.", "--segment s --start IMMEDIATE --title t --max-audience 0")]
    [InlineData(
        "--start 2020-01-31T09:00:00Z has passed: give a time to come, or IMMEDIATE.", "--segment s --start 2020-01-31T09:00:00Z --title t")]
    [InlineData($"--start is '2030-01-31'; {Times}", "--segment s --start 2030-01-31 --title t")]
    [InlineData($"--start is 'tomorrow'; {Times}", "--segment s --start tomorrow --title t")]
    [InlineData("--action URL needs --url.", "--segment s --start IMMEDIATE --title t --action URL")]
    [InlineData(
        "Unrecognized command or argument '--badge'.\nUnrecognized command or argument '1'.", "--segment s --start IMMEDIATE --title t --badge 1")]
    public async Task Create_WhoWhenOrWhatIsMissing_Answers2AndNamesIt(string told, string options)
    {
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync(["campaign", "create", "c", .. options.Split(' ')]));
        Assert.Equal($"{told}\nSee: ./pinpush campaign create --help\n", served.Scene.Error);
    }

    [Theory]
    [InlineData("""{"Schedule":{"StartTime":5}}""", "Schedule.StartTime: a number came, and a string is expected.")]
    [InlineData("""{"AdditionalTreatments":[5]}""", "AdditionalTreatments[0]: it is not what the API takes there.")]
    [InlineData("""{"AdditionalTreatments":[{"Nmae":"x"}]}""", "AdditionalTreatments[0].Nmae: it is not what the API takes there.")]
    [InlineData(
        """{"MessageConfiguration":{"APNSMessage":{"Badge":"one","Title":"t"}}}""",
        "MessageConfiguration.APNSMessage.Badge: there is no such member; there are Action, Body, ImageIconUrl, ImageSmallIconUrl, ImageUrl, JsonBody, "
        + "MediaUrl, RawContent, SilentPush, TimeToLive, Title, Url.")]
    public async Task Create_FileThatIsNoCampaign_SaysWhereWhatCameAndWhatWouldBeRight(string json, string told)
    {
        var file = Path.Combine(served.Scene.Home, "wrong.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("campaign", "create", "--file", file));
        Assert.Equal($"--file wrong.json: {told}", served.Scene.Told);
    }

    [Fact]
    public async Task Create_SegmentNameThatNoneOrSeveralHave_IsRefused()
    {
        await served.JsonAsync("segment", "create", "twin", "--everyone");
        await served.JsonAsync("segment", "create", "twin", "--everyone");
        string[] rest = ["--start", "IMMEDIATE", "--title", "t"];

        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync(["campaign", "create", "c", "--segment", "twin", .. rest]));
        Assert.Equal(
            "Several segments are named 'twin'. Give the id of the one that is meant; ./pinpush segment show ID tells who is in it: "
            + "ID (created TIME), ID (created TIME)", served.Scene.Told);
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync(["campaign", "create", "c", "--segment", "none", .. rest]));
        Assert.Equal("No segment is named 'none'. ./pinpush segment list shows those there are.", served.Scene.Told);
    }

    [Theory]
    [InlineData(null, "sale")]
    [InlineData("2", "sale@2")]
    public void Of_TemplatedCampaign_NamesTheTemplate(string? version, string template) => Assert.Equal(
        template, CampaignRecord.Of(new() { Id = "c", TemplateConfiguration = new() { PushTemplate = new() { Name = "sale", Version = version } } }).Template);

    private static string Text(JsonElement record, string member) => record.GetProperty(member).GetString() ?? "";
}
