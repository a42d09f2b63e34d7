using System.Text.Json;
using Pinpush.Cli.Connecting;
using Pinpush.Client;
using Pinpush.Shared.Tests;
using Xunit;

namespace Pinpush.Cli.Tests.Campaigns;

public sealed class CampaignShowTests(ServedScene served) : IClassFixture<ServedScene>
{
    [Fact]
    public async Task Show_RunThatReachedNobody_SaysHowManyAndWhy()
    {
        await served.JsonAsync("device", "register", "no-channel-1", "--channel", "ios", "--attribute", "of=nobody");
        await served.JsonAsync("device", "register", "no-channel-2", "--channel", "ios", "--attribute", "of=nobody");
        await served.JsonAsync("segment", "create", "nobody", "--attribute", "of=nobody");
        var id = (await served.JsonAsync("campaign", "create", "now", "--segment", "nobody", "--start", "IMMEDIATE", "--title", "T", "--body", "B", "--yes"))
            .GetProperty("id").GetString()!; // every campaign has one
        await Until.SoAsync(async () => Status(await served.JsonAsync("campaign", "show", id)) == "COMPLETED", TestContext.Current.CancellationToken);

        await served.Scene.RunAsync("campaign", "show", id);

        Assert.Equal(
            """
            Id  Name  Status  Segment  Start
            ID  now  COMPLETED  ID@1  IMMEDIATE
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

    [Fact]
    public async Task Show_SegmentThatChangedSince_CountsTheVersionThatItIsSentTo()
    {
        await served.JsonAsync("device", "register", "paying", "--channel", "ios", "--attribute", "plan=premium");
        await served.JsonAsync("segment", "create", "payers", "--attribute", "plan=premium");
        var campaign = await served.JsonAsync(
            "campaign", "create", "later", "--segment", "payers", "--start", "2036-01-01T09:00:00Z", "--title", "T", "--body", "B");
        var server = KnownServer.ReadAll(served.Scene.Home)[0];
        using var connection = Connection.Open(new("us-east-1", server.Url, new Credentials.Profile(null, [server.CredentialsFile])));
        var app = (await connection.Client().GetAppsAsync(new(), TestContext.Current.CancellationToken)).ApplicationsResponse.Item[0].Id;
        await connection.Client().UpdateSegmentAsync(new()
        {
            ApplicationId = app,
            SegmentId = campaign.GetProperty("segmentId").GetString(),
            WriteSegmentRequest = new() { Dimensions = new() }, // everybody
        }, TestContext.Current.CancellationToken);

        var shown = await served.JsonAsync("campaign", "show", campaign.GetProperty("id").GetString()!); // every campaign has one

        Assert.Equal((1, 1), (shown.GetProperty("segmentVersion").GetInt32(), shown.GetProperty("audience").GetProperty("reachable").GetInt32()));
    }

    private static string? Status(JsonElement campaign) => campaign.GetProperty("status").GetString();
}
