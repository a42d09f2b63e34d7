using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Fakes;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>Whoever gets no push has a reason, in direct sends and campaigns alike.</summary>
public sealed class ReasonTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Campaign_RecipientsOfEveryKind_AllAreCountedWithTheirReasons()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "r-good");
        await stage.RegisterAsync(app, "r-android", new() { ChannelType = ChannelType.GCM });
        await RefusedAsync(app, "r-dead", "Unregistered");
        await RefusedAsync(app, "r-topic-1", "BadTopic");
        await RefusedAsync(app, "r-topic-2", "BadTopic");

        var (_, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, Calls.To(await stage.SegmentAsync(app))));

        Assert.Equal((5, 1), (run.TotalEndpointCount, run.SuccessfulEndpointCount));
        Assert.Equal(
            [
                ("InDoubt", "0"), ("NotProcessed", "0"), ("Refused", "3"), ("Refused.BadTopic", "2"),
                ("Refused.Unregistered", "1"), ("Skipped", "1"), ("Skipped.NoChannel", "1"),
            ],
            run.ExecutionMetrics.Select(m => (m.Key, m.Value)).OrderBy(m => m.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Campaign_TooLargeForOneRecipient_IsRefusedToThatOneWithTheReason()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "r-short");
        await stage.RegisterAsync(app, "r-long", new() { Attributes = new() { ["story"] = [new string('x', 100)] } });
        var campaign = Calls.To(await stage.SegmentAsync(app));
        var story = string.Concat(Enumerable.Repeat("{{Attributes.story}}", 10));
        campaign.MessageConfiguration.APNSMessage = new() { RawContent = $$$"""{"aps":{"alert":"{{{new string('x', 3500)}}}{{{story}}}"}}""" };

        var (_, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, campaign));

        Assert.Equal((1, "1"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["Refused.PayloadTooLarge"]));
        Assert.Empty(stage.Apns.Inbox.For("token-r-long"));
    }

    [Theory]
    [InlineData("no JSON", null, "MessageConfiguration.APNSMessage.RawContent is not JSON (line 1, byte 2), and has to be an object.")]
    [InlineData("LONG", null, "MessageConfiguration.APNSMessage: a push has at least 5020 bytes, and the push service takes 4096.")]
    [InlineData(null, "[]", "MessageConfiguration.APNSMessage.JsonBody is a JSON Array, and has to be an object.")]
    [InlineData("{}", null, "MessageConfiguration has nothing to show: ")]
    public async Task CreateCampaign_ContentThatNobodyCouldGet_IsRefusedAtOnce(string? raw, string? json, string expected)
    {
        var app = await stage.AppAsync();
        var request = Calls.To(await stage.SegmentAsync(app));
        var content = raw == "LONG" ? $$$"""{"aps":{"alert":"{{{new string('x', 5000)}}}"}}""" : raw;
        request.MessageConfiguration.APNSMessage = new() { RawContent = content, JsonBody = json };

        var (status, message) = await Calls.RefusedAsync(() => stage.CampaignAsync(app, request));

        Assert.Equal(400, status);
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Campaign_ToEverybodyReached_CountsNobodyWithout()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "r-all");

        var (_, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, Calls.To(await stage.SegmentAsync(app))));

        Assert.Equal(
            [("InDoubt", "0"), ("NotProcessed", "0"), ("Refused", "0"), ("Skipped", "0")],
            run.ExecutionMetrics.Select(m => (m.Key, m.Value)).OrderBy(m => m.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task SendMessages_InactiveEndpointWithTheAddressOfAnActiveOne_TheActiveOneGetsIt()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "r-old", new() { Address = "token-r-moved" });
        await stage.RegisterAsync(app, "r-new", new() { Address = "token-r-moved" });

        var results = await stage.SendAsync(app, "r-old", "r-new");

        Assert.Equal(
            [("r-new", DeliveryStatus.SUCCESSFUL, 200), ("r-old", DeliveryStatus.PERMANENT_FAILURE, 400)],
            results.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value.DeliveryStatus, r.Value.StatusCode ?? 0)));
        Assert.Single(stage.Apns.Inbox.For("token-r-moved"));
    }

    [Fact]
    public async Task SendMessages_TheSameEndpointTwice_ReachesItOnce()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "r-twice");

        var results = await stage.SendAsync(app, "r-twice", "R-TWICE"); // the case of an id does not matter

        Assert.Equal(["DUPLICATE", "SUCCESSFUL"], results.Values.Select(r => r.DeliveryStatus.Value).Order(StringComparer.Ordinal));
        Assert.Single(stage.Apns.Inbox.For("token-r-twice"));
    }

    [Fact]
    public async Task SendMessages_ToOptedOut_GetsNothingAndSaysSo()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "r-out", new() { OptOut = "ALL" });

        var result = (await stage.SendAsync(app, "r-out"))["r-out"];

        Assert.Equal((DeliveryStatus.OPT_OUT, "The endpoint opted out of all messages."), (result.DeliveryStatus, result.StatusMessage));
        Assert.Empty(stage.Apns.Inbox.For("token-r-out"));
    }

    private async Task RefusedAsync(string app, string id, string reason)
    {
        await stage.RegisterAsync(app, id);
        var refusal = new ScriptedOutcome.Refused(0, reason);
        stage.Apns.Script($"token-{id}", refusal, refusal, refusal, refusal);
    }
}
