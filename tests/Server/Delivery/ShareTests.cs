using Amazon.Pinpoint;
using Pinpush.Fakes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>Who sends over one channel at the same time has an equal share of it.</summary>
public sealed class ShareTests(NarrowStage stage) : IClassFixture<NarrowStage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Campaign_BesideALargeOneOfTheSameChannel_TakesTurnsWithItAndADirectSendGoesFirst()
    {
        const int Large = 3000, Small = 60;
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, Large);
        for (var i = 0; i < Large; i++)
        {
            stage.Apns.Script(Calls.Token(i), new ScriptedOutcome.Delayed(TimeSpan.FromMilliseconds(20), ScriptedOutcome.Accept));
        }

        for (var i = 0; i < Small; i++)
        {
            await stage.RegisterAsync(app, $"s-{i}", new() { Attributes = new() { ["Small"] = ["yes"] } });
        }

        await stage.RegisterAsync(app, "s-direct", new() { OptOut = "NONE" });
        var (everybody, few) = (await stage.SegmentAsync(app), await SmallAsync(app));

        var large = await stage.CampaignAsync(app, Calls.To(everybody));
        await Until.SoAsync(() => stage.Apns.Inbox.Totals.Accepted > 100, Cancel);
        var small = await stage.CampaignAsync(app, Calls.To(few));
        var result = (await stage.SendAsync(app, "s-direct"))["s-direct"];
        var run = (await ((IServed)stage).EndedAsync(app, small)).Run;

        Assert.Equal((DeliveryStatus.SUCCESSFUL, Small), (result.DeliveryStatus, run.SuccessfulEndpointCount));
        Assert.Equal("EXECUTING", await stage.StatusAsync(app, large));
        var arrived = stage.Apns.Inbox.All().Select(d => d.Token).ToList();
        var (first, last) = (arrived.FindIndex(IsSmall), arrived.FindLastIndex(IsSmall));
        Assert.InRange(last - first, Small - 1, 4 * Small); // one of each in turn is twice
        await ((IServed)stage).EndedAsync(app, large);
    }

    private static bool IsSmall(string token) => token.StartsWith("token-s-", StringComparison.Ordinal) && token != "token-s-direct";

    private async Task<string> SmallAsync(string app) => (await stage.Aws.CreateSegmentAsync(new()
    {
        ApplicationId = app,
        WriteSegmentRequest = new()
        {
            Name = "small",
            Dimensions = new() { Attributes = new() { ["Small"] = new() { AttributeType = AttributeType.INCLUSIVE, Values = ["yes"] } } },
        },
    }, Cancel)).SegmentResponse.Id;
}
