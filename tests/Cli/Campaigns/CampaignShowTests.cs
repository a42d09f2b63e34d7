using System.Text.Json;
using Pinpush.Shared.Tests;
using Xunit;

namespace Pinpush.Cli.Tests.Campaigns;

public sealed class CampaignShowTests(ServedScene served) : IClassFixture<ServedScene>
{
    [Fact]
    public async Task Show_RunThatReachedNobody_SaysHowManyAndWhy()
    {
        await served.JsonAsync("device", "register", "no-channel-1", "--channel", "ios");
        await served.JsonAsync("device", "register", "no-channel-2", "--channel", "ios");
        await served.JsonAsync("segment", "create", "all", "--everyone");
        var id = (await served.JsonAsync("campaign", "create", "now", "--segment", "all", "--start", "IMMEDIATE", "--title", "T", "--body", "B"))
            .GetProperty("id").GetString()!; // every campaign has one
        await Until.SoAsync(async () => Status(await served.JsonAsync("campaign", "show", id)) == "COMPLETED", TestContext.Current.CancellationToken);

        await served.Scene.RunAsync("campaign", "show", id);

        Assert.Equal(
            """
            Id  Name  Status  Segment  Start
            ID  now  COMPLETED  ID  IMMEDIATE
            Title  Text
            T  B
            Result  Recipients  Reached  In doubt
            FAIL  2  0  0
            Not reached  Devices
            Skipped.NoChannel  2
            Devices  Would get a push
            2  2
            """,
            served.Scene.Shown);
    }

    private static string? Status(JsonElement campaign) => campaign.GetProperty("status").GetString();
}
