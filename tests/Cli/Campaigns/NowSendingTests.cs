using System.Text.Json;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Campaigns;

/// <summary>What sends at once is asked before, with the count.</summary>
public sealed class NowSendingTests(ServedScene served) : IClassFixture<ServedScene>
{
    private const string Refused = "This sends to 2 devices now. Nobody can be asked here: give --yes to have it so.";

    [Fact]
    public async Task CreateAndResume_ThatSendNow_AskWithTheCount()
    {
        foreach (var token in new[] { "t1", "t2" })
        {
            await served.JsonAsync("device", "register", token, "--channel", "android");
        }

        await served.JsonAsync("segment", "create", "all", "--everyone");
        string[] create = ["campaign", "create", "sale", "--segment", "all", "--title", "Sale", "--start"];

        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync([.. create, "IMMEDIATE"]));
        Assert.Equal(Refused, served.Scene.Told);
        foreach (var answer in new[] { "n", "", "\n" })
        {
            Assert.Equal(ExitCode.Refused, await served.Scene.RunAnsweringAsync(answer, [.. create, "IMMEDIATE"]));
            Assert.Equal("This sends to 2 devices now. Go on? [y/N] Declined: nothing was done.", served.Scene.Told);
        }

        Assert.Empty((await served.JsonAsync("campaign", "list")).EnumerateArray());

        var later = Id(await served.JsonAsync([.. create, "2036-01-01T09:00:00Z"]));
        var paused = Id(await served.JsonAsync([.. create, "IMMEDIATE", "--paused"]));
        await served.JsonAsync("campaign", "pause", later);
        Assert.Equal("SCHEDULED", Status(await served.JsonAsync("campaign", "resume", later))); // it is not due: nobody is asked
        Assert.Equal(ExitCode.WrongCommandLine, await served.Scene.RunAsync("campaign", "resume", paused));
        Assert.Equal(Refused, served.Scene.Told);
        Assert.Equal("PAUSED", Status(await served.JsonAsync("campaign", "show", paused)));

        Assert.Equal(ExitCode.Done, await served.Scene.RunAnsweringAsync("y\n", "campaign", "resume", paused));
        Assert.Equal("This sends to 2 devices now. Go on? [y/N] ", served.Scene.Told);
        Assert.NotEqual("PAUSED", Status(await served.JsonAsync("campaign", "show", paused)));
        await served.JsonAsync([.. create, "IMMEDIATE", "--yes"]);
    }

    private static string Id(JsonElement campaign) => campaign.GetProperty("id").GetString()!; // every campaign has one

    private static string? Status(JsonElement campaign) => campaign.GetProperty("status").GetString();
}
