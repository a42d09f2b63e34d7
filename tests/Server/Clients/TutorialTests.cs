using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>The tutorial that users come with, run by boto3 and the AWS command, which it uses.</summary>
public sealed class TutorialTests(TutorialTests.Tutorial tutorial) : IClassFixture<TutorialTests.Tutorial>
{
    [Theory]
    [InlineData("token", "APNSChannelResponse.HasTokenKey", "true")]
    [InlineData("certificate", "DefaultAuthenticationMethod", "\"CERTIFICATE\"")]
    [InlineData("serverKey", "GCMChannelResponse.DefaultAuthenticationMethod", "\"KEY\"")]
    public async Task Channel_IsAnsweredWithHowItAuthenticates(string step, string member, string expected) =>
        Same.Json(expected, At((await tutorial.SeenAsync())[step], member));

    [Fact]
    public async Task Direct_ByTheRetiredServerKey_SaysThatAServiceAccountIsNeeded() => Assert.Contains(
        "service account", (string?)At((await tutorial.SeenAsync())["deadKey"], "user-456.device-token-def.StatusMessage"), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("direct")]
    [InlineData("rich")]
    [InlineData("silent")]
    public async Task Direct_ToBothUsers_IsSuccessful(string step)
    {
        var seen = (await tutorial.SeenAsync())[step]!; // one result per user

        Assert.Equal("SUCCESSFUL", (string?)At(seen[0], "user-123.device-token-abc.DeliveryStatus"));
        Assert.Equal("SUCCESSFUL", (string?)At(seen[1], "user-456.device-token-def.DeliveryStatus"));
    }

    [Fact]
    public async Task Campaign_WithTheTutorialsSound_IsRefusedByTheClientItself() =>
        Assert.Contains("Sound", (string?)(await tutorial.SeenAsync())["refused"], StringComparison.Ordinal);

    [Fact]
    public async Task Campaign_IsScheduledThenSentToBoth()
    {
        var seen = await tutorial.SeenAsync();

        Assert.Equal(
            ("SCHEDULED", "COMPLETED", 2), ((string?)seen["created"], (string?)At(seen, "campaign.state"), (int?)At(seen, "activity.SuccessfulEndpointCount")));
    }

    [Theory]
    [InlineData("openRate", """[{"Values":[{"Key":"PushOpenRate","Type":"Double","Value":"0.5"}]}]""")]
    [InlineData("deliveryRate", """[{"Values":[{"Key":"SuccessfulDeliveryRate","Type":"Double","Value":"1.0"}]}]""")]
    [InlineData("unique", """
        [{"GroupedBys":[{"Key":"CampaignId","Type":"String","Value":"CAMPAIGN"}],"Values":[{"Key":"UniqueDeliveries","Type":"Double","Value":"2.0"}]}]
        """)]
    [InlineData("longAgo", "[]")]
    public async Task Metric_AfterTheCampaign_IsThis(string name, string expected)
    {
        var seen = await tutorial.SeenAsync();

        Same.Json(expected.Replace("CAMPAIGN", (string?)At(seen, "campaign.id"), StringComparison.Ordinal), seen[name]);
    }

    [Theory]
    [InlineData(0, """
        {"aps":{"alert":{"title":"New Message","body":"You have a new message from Alice"},"badge":1,"sound":"default"},
         "data":{"pinpoint":{"endpointId":"device-token-abc","jsonBody":{"messageId":"789","screen":"chat"}},"jsonBody":{"messageId":"789","screen":"chat"}}}
        """)]
    [InlineData(1, """
        {"aps":{"alert":{"title":"Flash Sale!","body":"50% off all premium plans. Tap to learn more."},"sound":"default",
           "category":"ACTIONABLE","mutable-content":1},
         "data":{"media-url":"https://yourdomain.com/images/sale-banner.jpg",
           "pinpoint":{"endpointId":"device-token-abc","jsonBody":{"url":"myapp://promotions/flash-sale","action_type":"deep_link"}},
           "jsonBody":{"url":"myapp://promotions/flash-sale","action_type":"deep_link"}}}
        """)]
    [InlineData(2, """
        {"aps":{"content-available":1},
         "data":{"pinpoint":{"endpointId":"device-token-abc","jsonBody":{"action":"sync","resource":"messages"}},
           "jsonBody":{"action":"sync","resource":"messages"}}}
        """)]
    [InlineData(3, """
        {"aps":{"alert":{"title":"Hello","body":"A campaign"}},
         "data":{"pinpoint":{"endpointId":"device-token-abc","campaign":{"campaign_id":"CAMPAIGN","campaign_activity_id":"ACTIVITY","treatment_id":"0"}}}}
        """)]
    public async Task Iphone_GetsThis(int push, string expected)
    {
        var seen = await tutorial.SeenAsync();

        var got = tutorial.Apns.Inbox.For("device-token-abc");
        Assert.Equal(4, got.Count);
        Same.Json(
            expected.Replace("CAMPAIGN", (string?)At(seen, "campaign.id"), StringComparison.Ordinal)
                .Replace("ACTIVITY", (string?)At(seen, "activity.Id"), StringComparison.Ordinal),
            JsonNode.Parse(got[push].Payload!)); // each has one
    }

    [Theory]
    [InlineData(0, "alert", "10")]
    [InlineData(2, "background", "5")]
    public async Task Iphone_PushHasTheTypeAndPriorityOfItsKind(int push, string type, string priority)
    {
        await tutorial.SeenAsync();

        var headers = tutorial.Apns.Inbox.For("device-token-abc")[push].Headers;
        Assert.Equal((type, priority), (headers["apns-push-type"], headers["apns-priority"]));
    }

    [Fact]
    public async Task Iphone_EveryPushHasTheBundleAsTopic()
    {
        await tutorial.SeenAsync();

        Assert.All(tutorial.Apns.Inbox.For("device-token-abc"), d => Assert.Equal("com.yourcompany.yourapp", d.Headers["apns-topic"]));
    }

    [Fact]
    public async Task Iphone_TokenThatIsNotHex_IsRemarked()
    {
        await tutorial.SeenAsync();

        Assert.All(tutorial.Apns.Inbox.For("device-token-abc"), d => Assert.Contains("not hex", d.Remark, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "pinpoint.notification.title", "New Message")]
    [InlineData(0, "pinpoint.notification.body", "You have a new message from Alice")]
    [InlineData(0, "pinpoint.campaign.campaign_id", "_DIRECT")]
    [InlineData(0, "pinpoint.openApp", "true")]
    [InlineData(0, "pinpoint.jsonBody", """{"messageId":"789","screen":"chat"}""")]
    [InlineData(1, "pinpoint.notification.imageUrl", "https://yourdomain.com/images/sale-banner.jpg")]
    [InlineData(2, "pinpoint.notification.silentPush", "1")]
    [InlineData(3, "pinpoint.campaign.campaign_id", "CAMPAIGN")]
    [InlineData(3, "pinpoint.campaign.campaign_activity_id", "ACTIVITY")]
    public async Task Android_GetsThis(int push, string key, string expected)
    {
        var seen = await tutorial.SeenAsync();

        var got = tutorial.Fcm.Inbox.For("device-token-def");
        Assert.Equal(4, got.Count);
        var id = expected switch { "CAMPAIGN" => (string?)At(seen, "campaign.id"), "ACTIVITY" => (string?)At(seen, "activity.Id"), _ => expected };
        Assert.Equal(id, (string?)JsonNode.Parse(got[push].Payload!)!["data"]![key]); // every push here has data
    }

    [Fact]
    public async Task Android_SilentPush_HasNormalPriority()
    {
        await tutorial.SeenAsync();

        Assert.Equal(
            "normal", (string?)At(JsonNode.Parse(tutorial.Fcm.Inbox.For("device-token-def")[2].Payload!), "android.priority"), ignoreCase: true); // as above
    }

    private static JsonNode? At(JsonNode? node, string member) => member.Split('.').Aggregate(node, (n, name) => n?[name]);

    public sealed class Tutorial : Story
    {
        protected override void Ask()
        {
            Need.AwsCommand();
            Need.Boto3();
        }

        protected override Task<JsonNode> PlayAsync() => RunAsync("python3", "tutorial.py", Scratch.Folder);
    }
}
