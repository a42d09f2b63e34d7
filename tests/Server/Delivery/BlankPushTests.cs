using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.Server.Tests.Delivery;

/// <summary>A message that says nothing on a device's channel does not reach it, and is not counted as if it had.</summary>
public sealed class BlankPushTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly Dictionary<string, DirectMessageConfiguration> Messages = new()
    {
        ["for iPhones"] = new() { APNSMessage = new() { Body = "B" } },
        ["for iPhones, and nothing for Android"] = new() { APNSMessage = new() { Body = "B" }, GCMMessage = new() },
        ["for iPhones, and empty texts for Android"] = new() { APNSMessage = new() { Body = "B" }, GCMMessage = new() { Title = "", Body = " " } },
        ["for iPhones, and raw nothing for Android"] = new() { APNSMessage = new() { Body = "B" }, GCMMessage = new() { RawContent = "{}" } },
        ["for Android"] = new() { GCMMessage = new() { Title = "T" } },
        ["for Android, and raw nothing for iPhones"] = new() { APNSMessage = new() { RawContent = "{}" }, GCMMessage = new() { Title = "T" } },
        ["for Android, and raw without aps for iPhones"] =
            new() { APNSMessage = new() { RawContent = """{"sync":1}""" }, GCMMessage = new() { Title = "T" } },
        ["for nobody"] = new(),
        ["for nobody, with a link"] = new() { DefaultPushNotificationMessage = new() { Url = "app://x" } },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Messages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SendMessages_Message_ReachesOnlyWhomItSaysSomething(string name)
    {
        var app = await PhonesAsync(name);

        var results = await stage.SendAsync(app, Messages[name], $"i {name}", $"a {name}");

        Judge(name, results[$"i {name}"], results[$"a {name}"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SendUsersMessages_Message_ReachesOnlyWhomItSaysSomething(string name)
    {
        var app = await PhonesAsync(name + " u");

        var results = (await stage.Aws.SendUsersMessagesAsync(new()
        {
            ApplicationId = app,
            SendUsersMessageRequest = new() { Users = new() { ["u"] = new() }, MessageConfiguration = Messages[name] },
        }, Cancel)).SendUsersMessageResponse.Result["u"];

        Judge(name + " u", results[$"i {name} u"], results[$"a {name} u"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Campaign_ForOnePlatform_SkipsTheOtherWithTheReason(bool isTemplate)
    {
        var name = $"campaign {isTemplate}";
        var app = await PhonesAsync(name);
        var request = Calls.To(await stage.SegmentAsync(app));
        if (isTemplate)
        {
            await stage.Aws.CreatePushTemplateAsync(
                new() { TemplateName = "one-platform", PushNotificationTemplateRequest = new() { APNS = new() { Body = "B" } } }, Cancel);
            request.MessageConfiguration = null;
            request.TemplateConfiguration = new() { PushTemplate = new() { Name = "one-platform" } };
        }

        var (_, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, request));

        Assert.Equal((2, 1, "1"), (run.TotalEndpointCount, run.SuccessfulEndpointCount, run.ExecutionMetrics["Skipped.NoMessage"]));
        Assert.Single(stage.Apns.Inbox.For($"token-i {name}"));
        Assert.Empty(stage.Fcm.Inbox.For($"token-a {name}"));
    }

    [Fact]
    public async Task Campaign_OfAVariableAlone_SkipsWhomItLeavesNothing()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "greeted", new() { Attributes = new() { ["greeting"] = ["Hello"] } });
        await stage.RegisterAsync(app, "unknown");
        var request = Calls.To(await stage.SegmentAsync(app));
        request.MessageConfiguration.APNSMessage = new() { Body = "{{Attributes.greeting}}" };

        var (_, run) = await stage.EndedAsync(app, await stage.CampaignAsync(app, request));

        Assert.Equal((1, "1"), (run.SuccessfulEndpointCount, run.ExecutionMetrics["Skipped.MissingVariable"]));
        Assert.Empty(stage.Apns.Inbox.For("token-unknown"));
    }

    private async Task<string> PhonesAsync(string name)
    {
        var app = await stage.AppOfBothAsync();
        await stage.RegisterAsync(app, $"i {name}", new() { User = new() { UserId = "u" } });
        await stage.RegisterAsync(app, $"a {name}", new() { ChannelType = ChannelType.GCM, User = new() { UserId = "u" } });
        return app;
    }

    private void Judge(string name, EndpointMessageResult iphone, EndpointMessageResult android)
    {
        Assert.Equal(name.StartsWith("for iPhones", StringComparison.Ordinal) ? "SUCCESSFUL" : "PERMANENT_FAILURE", iphone.DeliveryStatus.Value);
        Assert.Equal(name.StartsWith("for Android", StringComparison.Ordinal) ? "SUCCESSFUL" : "PERMANENT_FAILURE", android.DeliveryStatus.Value);
        foreach (var (result, inbox, member) in new[] { (iphone, stage.Apns.Inbox, "APNSMessage"), (android, stage.Fcm.Inbox, "GCMMessage") })
        {
            var isReached = result.DeliveryStatus == DeliveryStatus.SUCCESSFUL;
            Assert.Equal(isReached ? 1 : 0, inbox.For(result.Address).Count);
            Assert.True(isReached || (result.StatusCode == 400 && result.StatusMessage.StartsWith(member, StringComparison.Ordinal)), result.StatusMessage);
        }
    }
}
