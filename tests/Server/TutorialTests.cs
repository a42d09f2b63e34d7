using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests;

/// <summary>The tutorial that users come with, run by the clients that it uses.</summary>
public sealed class TutorialTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Tutorial_WithBoto3AndTheAwsCommand_DeliversEveryPushAndCountsIt()
    {
        Peer.Need("aws", "--version");
        Peer.Need("python3", "-c", "import boto3");
        Credentials.Write(stage.Scratch.Folder);

        var (exit, output, error) = await Peer.RunAsync(
            stage, "python3", [Path.Combine(AppContext.BaseDirectory, "Peers", "tutorial.py"), stage.Scratch.Folder], TestContext.Current.CancellationToken);

        Assert.True(exit == 0, error);
        var seen = JsonNode.Parse(output)!; // the script prints a document
        var (campaign, activity) = (seen["campaign"]!["id"]!.GetValue<string>(), seen["activity"]!["Id"]!.GetValue<string>()); // likewise for all below
        Assert.True(seen["token"]!["APNSChannelResponse"]!["HasTokenKey"]!.GetValue<bool>());
        Assert.Equal("CERTIFICATE", seen["certificate"]!["DefaultAuthenticationMethod"]!.GetValue<string>());
        Assert.Equal("KEY", seen["serverKey"]!["GCMChannelResponse"]!["DefaultAuthenticationMethod"]!.GetValue<string>());
        Assert.Contains("service account", Status(seen["deadKey"]!, "user-456", "device-token-def")["StatusMessage"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        foreach (var step in new[] { "direct", "rich", "silent" })
        {
            Assert.Equal("SUCCESSFUL", Status(seen[step]![0]!, "user-123", "device-token-abc")["DeliveryStatus"]!.GetValue<string>());
            Assert.Equal("SUCCESSFUL", Status(seen[step]![1]!, "user-456", "device-token-def")["DeliveryStatus"]!.GetValue<string>());
        }

        Assert.Contains("Sound", seen["refused"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("SCHEDULED", seen["created"]!.GetValue<string>());
        Assert.Equal("COMPLETED", seen["campaign"]!["state"]!.GetValue<string>());
        Assert.Equal(2, seen["activity"]!["SuccessfulEndpointCount"]!.GetValue<int>());

        Same("""[{"Values":[{"Key":"PushOpenRate","Type":"Double","Value":"0.5"}]}]""", seen["openRate"]!);
        Same("""[{"Values":[{"Key":"SuccessfulDeliveryRate","Type":"Double","Value":"1.0"}]}]""", seen["deliveryRate"]!);
        Same($$"""[{"GroupedBys":[{"Key":"CampaignId","Type":"String","Value":"{{campaign}}"}],"Values":[{"Key":"UniqueDeliveries","Type":"Double","Value":"2.0"}]}]""", seen["unique"]!);
        Same("[]", seen["longAgo"]!);

        CheckIos(campaign, activity);
        CheckAndroid(campaign, activity);
    }

    private void CheckIos(string campaign, string activity)
    {
        var got = stage.Apns.Inbox.For("device-token-abc");
        Assert.Equal(4, got.Count);
        Same("""
            {"aps":{"alert":{"title":"New Message","body":"You have a new message from Alice"},"badge":1,"sound":"default"},
             "data":{"pinpoint":{"endpointId":"device-token-abc","jsonBody":{"messageId":"789","screen":"chat"}},"jsonBody":{"messageId":"789","screen":"chat"}}}
            """, JsonNode.Parse(got[0].Payload!)!);
        Same("""
            {"aps":{"alert":{"title":"Flash Sale!","body":"50% off all premium plans. Tap to learn more."},"sound":"default","category":"ACTIONABLE","mutable-content":1},
             "data":{"media-url":"https://yourdomain.com/images/sale-banner.jpg",
               "pinpoint":{"endpointId":"device-token-abc","jsonBody":{"url":"myapp://promotions/flash-sale","action_type":"deep_link"}},
               "jsonBody":{"url":"myapp://promotions/flash-sale","action_type":"deep_link"}}}
            """, JsonNode.Parse(got[1].Payload!)!);
        Same("""
            {"aps":{"content-available":1},
             "data":{"pinpoint":{"endpointId":"device-token-abc","jsonBody":{"action":"sync","resource":"messages"}},"jsonBody":{"action":"sync","resource":"messages"}}}
            """, JsonNode.Parse(got[2].Payload!)!);
        Assert.Equal(("alert", "10"), (got[0].Headers["apns-push-type"], got[0].Headers["apns-priority"]));
        Assert.Equal(("background", "5"), (got[2].Headers["apns-push-type"], got[2].Headers["apns-priority"]));
        Assert.All(got, d => Assert.Equal("com.yourcompany.yourapp", d.Headers["apns-topic"]));
        Assert.All(got, d => Assert.Contains("not hex", d.Remark, StringComparison.Ordinal));
        Same($$$"""
            {"aps":{"alert":{"title":"Hello","body":"A campaign"}},
             "data":{"pinpoint":{"endpointId":"device-token-abc","campaign":{"campaign_id":"{{{campaign}}}","campaign_activity_id":"{{{activity}}}","treatment_id":"0"} } } }
            """, JsonNode.Parse(got[3].Payload!)!);
    }

    private void CheckAndroid(string campaign, string activity)
    {
        var got = stage.Fcm.Inbox.For("device-token-def");
        Assert.Equal(4, got.Count);
        var data = got.Select(d => JsonNode.Parse(d.Payload!)!["data"]!.AsObject()).ToList();
        Assert.Equal("New Message", data[0]["pinpoint.notification.title"]!.GetValue<string>());
        Assert.Equal("You have a new message from Alice", data[0]["pinpoint.notification.body"]!.GetValue<string>());
        Assert.Equal("_DIRECT", data[0]["pinpoint.campaign.campaign_id"]!.GetValue<string>());
        Assert.Equal("true", data[0]["pinpoint.openApp"]!.GetValue<string>());
        Assert.Equal("""{"messageId":"789","screen":"chat"}""", data[0]["pinpoint.jsonBody"]!.GetValue<string>());
        Assert.Equal("https://yourdomain.com/images/sale-banner.jpg", data[1]["pinpoint.notification.imageUrl"]!.GetValue<string>());
        Assert.Equal("1", data[2]["pinpoint.notification.silentPush"]!.GetValue<string>());
        Assert.Equal("normal", JsonNode.Parse(got[2].Payload!)!["android"]!["priority"]!.GetValue<string>(), ignoreCase: true);
        Assert.Equal(campaign, data[3]["pinpoint.campaign.campaign_id"]!.GetValue<string>());
        Assert.Equal(activity, data[3]["pinpoint.campaign.campaign_activity_id"]!.GetValue<string>());
    }

    private static JsonNode Status(JsonNode result, string user, string endpoint) => result[user]![endpoint]!;

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nActual   {actual.ToJsonString()}");
}
