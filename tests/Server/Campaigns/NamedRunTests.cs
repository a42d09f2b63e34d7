using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Campaigns;

/// <summary>A named run is sent once, whatever becomes of campaign, app and server.</summary>
public sealed class NamedRunTests(NamedRunTests.Told told) : IClassFixture<NamedRunTests.Told>
{
    [Fact]
    public async Task Run_ThatWasSent_IsKnownByItsName()
    {
        var seen = await told.SeenAsync();

        var (app, first) = Sender(seen);
        Assert.Equal(
            ("shop/dev/launch", app, first),
            ((string?)seen["run"]!["Run"], (string?)seen["run"]!["ApplicationId"], (string?)seen["run"]!["CampaignId"])); // the script prints it
    }

    [Fact]
    public async Task Run_ThatWasNotSent_IsNotFound() => Assert.Equal("NotFoundException", (string?)(await told.SeenAsync())["none"]!["__type"]); // likewise

    [Theory]
    [InlineData("renamed")]
    [InlineData("again")] // the app is another one
    [InlineData("scheduled")]
    public async Task Campaign_OfARunThatWasSent_SendsNothingAndNamesTheOneThatDid(string campaign)
    {
        var seen = await told.SeenAsync();

        var (app, first) = Sender(seen);
        var note = $"The run 'shop/dev/launch' was sent at {(string?)seen["run"]!["Started"]} by campaign {first} of app {app}; nothing was sent. "
            + "To send again, give the campaign another pinpush:run.";
        Assert.Equal(["INVALID", "FAIL", note], Words(seen, campaign));
    }

    [Theory]
    [InlineData("after-empty")] // a run that reached nobody was one
    [InlineData("too-many")] // a refused run was none, but this one is refused
    public async Task Campaign_OfARunThatMayNot_IsInvalid(string campaign) => Assert.Equal("INVALID", Words(await told.SeenAsync(), campaign)[0]);

    [Theory]
    [InlineData("first")]
    [InlineData("unnamed")]
    [InlineData("unnamed-too")]
    [InlineData("empty")]
    [InlineData("after-too-many")]
    [InlineData("on-purpose")]
    public async Task Campaign_OfARunThatWasNotSent_IsSent(string campaign) =>
        Assert.Equal(["COMPLETED", "SUCCESS", null], Words(await told.SeenAsync(), campaign));

    [Fact]
    public async Task Device_GetsWhatWasSentAndNothingElse()
    {
        await told.SeenAsync();

        Assert.Equal(
            ["token-after-too-many", "token-first", "token-on-purpose", "token-unnamed", "token-unnamed-too"],
            told.Apns.Inbox.All().Select(push => push.Token).Order(StringComparer.Ordinal));
    }

    private static (string App, string Campaign) Sender(JsonNode seen) => ((string)seen["sender"]![0]!, (string)seen["sender"]![1]!); // the script prints both

    private static List<string?> Words(JsonNode seen, string campaign) => [.. seen[campaign]!.AsArray().Select(v => (string?)v)]; // likewise

    public sealed class Told : Story
    {
        protected override void Ask() => Need.Boto3();

        protected override Task<JsonNode> PlayAsync() => RunAsync("python3", "named_run.py", "story", Scratch.Folder);
    }
}
