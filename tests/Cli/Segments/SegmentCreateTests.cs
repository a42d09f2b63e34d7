using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Segments;

public sealed class SegmentCreateTests(ServedScene served) : IClassFixture<ServedScene>
{
    [Fact]
    public async Task Create_EveryCriterion_IsStoredAndCounted()
    {
        await served.JsonAsync("device", "register", "t1", "--channel", "android", "--attribute", "plan=premium");
        await served.JsonAsync("device", "register", "t2", "--channel", "android", "--attribute", "plan=premium", "--opt-out");

        var some = await served.JsonAsync("segment", "create", "some", "--attribute", "plan=premium|trial");
        var strict = await served.JsonAsync(
            "segment", "create", "strict", "--attribute", "plan:exclusive=free", "--attribute", "joined:after=2026-01-01T00:00:00Z",
            "--user-attribute", "tier:contains=gold", "--channel", "exclusive=ios", "--platform", "Android", "--app-version", "1|2", "--make", "A",
            "--model", "B", "--country", "FR|DE", "--inactive", "30d");
        var (shown, id) = (served.Scene.Shown, some.GetProperty("id").GetString()!); // every record has an id

        Assert.Equal((2, 1), (Count(some, "total"), Count(some, "reachable")));
        Assert.Equal(0, Count(strict, "total"));
        Assert.StartsWith("""{"id":"ID","name":"strict","version":1,"creationDate":"TIME","criteria":[""", shown, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Attributes.plan EXCLUSIVE free", "Attributes.joined AFTER 2026-01-01T00:00:00Z", "UserAttributes.tier CONTAINS gold",
                "Demographic.AppVersion INCLUSIVE 1, 2", "Demographic.Channel EXCLUSIVE APNS", "Demographic.Make INCLUSIVE A",
                "Demographic.Model INCLUSIVE B", "Demographic.Platform INCLUSIVE Android",
                "Location.Country INCLUSIVE FR, DE", "Behavior.Recency INACTIVE DAY_30",
            ],
            strict.GetProperty("criteria").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(ExitCode.Done, await served.Scene.RunAsync("segment", "show", id));
        Assert.Equal(
            """
            Id  Name  Version  Created
            ID  some  1  TIME
            Criteria
            Attributes.plan INCLUSIVE premium, trial
            Devices  Would get a push
            2  1
            """,
            served.Scene.Shown);
    }

    [Fact]
    public async Task Create_NameThatAnotherHas_IsDoneAndSaysHowToTellThemApart()
    {
        await served.JsonAsync("segment", "create", "twins", "--everyone");
        Assert.Equal("", served.Scene.Error);
        await served.JsonAsync("segment", "create", "twins", "--everyone");
        Assert.Equal(
            "2 segments are named 'twins' now: ID (created TIME), and ID, which is the new one. Where a command takes a segment, give it the id of the one "
            + "that is meant; ./pinpush segment show ID tells who is in it.", served.Scene.Told);
    }

    [Fact]
    public async Task Show_Name_AsksForTheIdAndTellsWhereItIs()
    {
        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("segment", "show", "winter"));
        Assert.Equal(
            "NotFoundException: Resource not found: app 'ID' has no segment 'winter'. (request GUID). Give the segment's id; ./pinpush segment list shows it.",
            served.Scene.Told);
    }

    [Fact]
    public async Task Create_FromFile_TakesWhatTheAwsCliTakes()
    {
        var file = Write(
            """
            {"Name": "file", "tags": {"team": "growth"}, "Dimensions": {"Attributes": {"plan": {"AttributeType": "INCLUSIVE", "Values": ["premium"]}}}}
            """);
        var segment = await served.JsonAsync("segment", "create", "--file", file);
        await served.JsonAsync("segment", "remove", segment.GetProperty("id").GetString()!);

        Assert.Equal("file", segment.GetProperty("name").GetString());
        Assert.Equal("Attributes.plan INCLUSIVE premium", segment.GetProperty("criteria")[0].GetString());
    }

    [Theory]
    [InlineData("""{"Name":"x","Dimension":{}}""", "Dimension: there is no such member; there are Dimensions, Name, SegmentGroups, tags.")]
    [InlineData("""{"Name":5,"tags":[]}""", "Name: a number came, and a string is expected.", "tags: an array came, and an object is expected.")]
    [InlineData(
        """{"Dimensions":{"Attributes":{"plan":{"AttributeType":"INCLUDES","Values":"premium"}}}}""",
        "Dimensions.Attributes.plan.AttributeType: 'INCLUDES' is none of INCLUSIVE, EXCLUSIVE, CONTAINS, BEFORE, AFTER, ON, BETWEEN.",
        "Dimensions.Attributes.plan.Values: a string came, and an array of strings is expected.")]
    [InlineData("""{"Name":"a","Name":"b"}""", "Name: it is there twice.")]
    [InlineData("""{"Name":"\ud800"}""", "Name: the string is no whole Unicode text.")]
    [InlineData("""{"\ud800":1}""", "it has half of a surrogate pair, which no text can have.")]
    [InlineData("null", "null came, and an object is expected.")]
    [InlineData("{\n \"Name\",\n}", "it is no JSON from line 2, byte 8 on.")]
    [InlineData("", "it is no JSON from line 1, byte 1 on.")]
    public async Task Create_FileThatIsNoSegment_SaysWhereWhatCameAndWhatWouldBeRight(string json, params string[] told)
    {
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("segment", "create", "--file", Write(json)));
        Assert.Equal(told.Select(t => $"--file ID.json: {t}"), served.Scene.Told.Split('\n'));
    }

    [Fact]
    public async Task Create_NoCriterion_NeedsTheWordEveryone()
    {
        var file = Write("""{"Name":"file","Dimensions":{}}""");

        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("segment", "create", "all"));
        Assert.Equal(
            """
            Say who is in it: --attribute, --country, ..., or --file. A segment without any criterion is everybody; if that is meant, say --everyone.
            See: ./pinpush segment create --help
            """,
            served.Scene.Told);
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("segment", "create", "--file", file));
        Assert.Equal("The file has no criterion, so the segment would be everybody. If that is meant, say --everyone.", served.Scene.Told);
        var all = await served.JsonAsync("segment", "create", "all", "--everyone");
        Assert.Equal("everybody: the segment has no criterion", all.GetProperty("criteria")[0].GetString());
        await served.JsonAsync("segment", "create", "--file", file, "--everyone");
    }

    [Theory]
    [InlineData("Give the criteria as options, or in a --file, or --everyone: one of the three.", "--everyone --country FR")]
    [InlineData("--attribute 'plan' is not of the form name=value.", "--attribute plan")]
    [InlineData("--attribute: '' has an empty value.", "--attribute plan=")]
    [InlineData(
        "--attribute 'plan:exclusiv': after the colon stands one of inclusive, exclusive, contains, before, after, on, between. "
        + "A name that has a colon goes into a --file.",
        "--attribute plan:exclusiv=free")]
    [InlineData("--attribute names 'plan' twice.", "--attribute plan=a --attribute plan:contains=b")]
    [InlineData("--country: 'FR|' has an empty value.", "--country FR|")]
    [InlineData("--country: '' has an empty value.", "--country exclusive=")]
    [InlineData("Channel 'windows' is none of ios, apns, ios-sandbox, apns_sandbox, android, gcm, fcm.", "--channel windows")]
    [InlineData("--active is '3d', which is none of 24h, 7d, 14d, 30d.", "--active 3d")]
    [InlineData("--active and --inactive contradict each other: a segment has one of them.", "--active 7d --inactive 7d")]
    public async Task Create_CriteriaThatContradictOrMeanNothing_Answers2AndNamesThem(string told, string criteria)
    {
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync(["segment", "create", "s", .. criteria.Split(' ')]));
        Assert.Equal($"{told}\nSee: ./pinpush segment create --help\n", served.Scene.Error);
    }

    private static long Count(System.Text.Json.JsonElement segment, string which) => segment.GetProperty("audience").GetProperty(which).GetInt64();

    private string Write(string json)
    {
        var file = Path.Combine(served.Scene.Home, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, json);
        return file;
    }
}
