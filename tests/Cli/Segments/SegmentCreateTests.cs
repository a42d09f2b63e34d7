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
            "segment", "create", "strict", "--attribute", "plan:exclusive=free", "--attribute", "joined:after=2026-01-01T00:00:00Z", "--user-attribute", "tier:contains=gold",
            "--channel", "exclusive=ios", "--platform", "Android", "--app-version", "1|2", "--make", "A", "--model", "B", "--country", "FR|DE", "--inactive", "30d");

        Assert.Equal((2, 1), (Count(some, "total"), Count(some, "reachable")));
        Assert.Equal(0, Count(strict, "total"));
        Assert.Equal(
            [
                "Attributes.plan EXCLUSIVE free", "Attributes.joined AFTER 2026-01-01T00:00:00Z", "UserAttributes.tier CONTAINS gold", "Demographic.AppVersion INCLUSIVE 1, 2",
                "Demographic.Channel EXCLUSIVE APNS", "Demographic.Make INCLUSIVE A", "Demographic.Model INCLUSIVE B", "Demographic.Platform INCLUSIVE Android",
                "Location.Country INCLUSIVE FR, DE", "Behavior.Recency INACTIVE DAY_30",
            ],
            strict.GetProperty("criteria").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(ExitCode.Done, await served.Scene.RunAsync("segment", "show", some.GetProperty("id").GetString()!));
        Assert.Contains("Would get a push", served.Scene.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_FromFile_TakesWhatTheAwsCliTakesAndRefusesWhatItDoesNotKnow()
    {
        var file = Write("""{"Name":"file","tags":{"team":"growth"},"Dimensions":{"Attributes":{"plan":{"AttributeType":"INCLUSIVE","Values":["premium"]}}}}""");
        var segment = await served.JsonAsync("segment", "create", "--file", file);
        await served.JsonAsync("segment", "remove", segment.GetProperty("id").GetString()!);

        Assert.Equal("file", segment.GetProperty("name").GetString());
        Assert.Equal("Attributes.plan INCLUSIVE premium", segment.GetProperty("criteria")[0].GetString());
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("segment", "create", "--file", Write("""{"Name":"x","Dimension":{}}""")));
        Assert.Contains("'Dimension' is unknown", served.Scene.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("segment", "create", "--file", Write("{\n \"Name\",\n}")));
        Assert.Contains("is no JSON from line 2, byte 8 on", served.Scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NoCriterion_NeedsTheWordEveryone()
    {
        var file = Write("""{"Name":"file","Dimensions":{}}""");

        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("segment", "create", "all"));
        Assert.Contains("--everyone", served.Scene.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("segment", "create", "--file", file));
        Assert.Contains("--everyone", served.Scene.Error, StringComparison.Ordinal);
        Assert.StartsWith("everybody", (await served.JsonAsync("segment", "create", "all", "--everyone")).GetProperty("criteria")[0].GetString(), StringComparison.Ordinal);
        await served.JsonAsync("segment", "create", "--file", file, "--everyone");
    }

    [Theory]
    [InlineData("--everyone", "--country", "FR")]
    [InlineData("--attribute", "plan")]
    [InlineData("--attribute", "plan=")]
    [InlineData("--attribute", "plan:exclusiv=free")]
    [InlineData("--attribute", "plan=a", "--attribute", "plan:contains=b")]
    [InlineData("--country", "FR|")]
    [InlineData("--country", "exclusive=")]
    [InlineData("--channel", "windows")]
    [InlineData("--active", "3d")]
    [InlineData("--active", "7d", "--inactive", "7d")]
    public async Task Create_CriteriaThatContradictOrMeanNothing_Answers2(params string[] criteria) =>
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync(["segment", "create", "s", .. criteria]));

    private static long Count(System.Text.Json.JsonElement segment, string which) => segment.GetProperty("audience").GetProperty(which).GetInt64();

    private string Write(string json)
    {
        var file = Path.Combine(served.Scene.Home, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, json);
        return file;
    }
}
