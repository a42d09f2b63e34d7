using System.Text;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Messages.Fcm;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Messages.Tests.Fcm;

public sealed class FcmShapeTests
{
    private static readonly PushContext Direct = new("app", null, null, null, null, null);

    [Theory]
    [InlineData("""{"data":{"a":"\ud800"}}""")]
    [InlineData("""{"message":{"data":{"\ud800":"a"}}}""")]
    [InlineData("""{"collapse_key":"\ud800"}""")]
    public void Raw_content_with_half_a_surrogate_pair(string raw)
    {
        var refused = Assert.IsType<ShapedPush.Refused>(FcmShape.Shape(new GCMMessage { RawContent = raw }, Direct));
        Assert.Contains("surrogate", refused.Why.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direct_message()
    {
        var push = Shape(new()
        {
            Action = PushAction.OpenApp,
            Title = "New \"Message\"",
            Body = "Hi",
            SilentPush = false,
            Data = new Dictionary<string, string> { ["messageId"] = "789" },
            Sound = "default",
            Priority = "high",
            TimeToLive = 60,
            CollapseKey = "news",
            RestrictedPackageName = "com.example",
        }).For(new() { Address = "t\"1", Id = "e\"1" });
        Same("""
            {"message":{"token":"t\"1","data":{"pinpoint.campaign.campaign_id":"_DIRECT","pinpoint.notification.title":"New \"Message\"",
              "pinpoint.notification.body":"Hi","pinpoint.notification.sound":"default","pinpoint.notification.silentPush":"0",
              "pinpoint.openApp":"true","pinpoint.jsonBody":"{\"messageId\":\"789\"}",
              "data":"{\"pinpoint\":{\"endpointId\":\"e\\\"1\"}}"},
             "android":{"collapse_key":"news","priority":"high","ttl":"60s","restricted_package_name":"com.example"}}}
            """, push);
    }

    [Fact]
    public void A_rich_message()
    {
        var push = Shape(new()
        {
            Action = PushAction.Url,
            Url = "https://example.com",
            Title = "Sale",
            ImageUrl = "https://example.com/i.jpg",
            ImageIconUrl = "https://example.com/large.png",
            SmallImageIconUrl = "https://example.com/small.png",
            IconReference = "ic",
            Priority = "5",
        }).For(new() { Address = "t" });
        Same("""
            {"message":{"token":"t","data":{"pinpoint.campaign.campaign_id":"_DIRECT","pinpoint.notification.title":"Sale",
              "pinpoint.notification.imageUrl":"https://example.com/i.jpg",
              "pinpoint.notification.imageIconUrl":"https://example.com/large.png","pinpoint.notification.imageSmallIconUrl":"https://example.com/small.png",
              "pinpoint.notification.icon":"ic","pinpoint.notification.silentPush":"0","pinpoint.url":"https://example.com"},"android":{"priority":"normal"}}}
            """, push);
    }

    [Fact]
    public void A_silent_campaign_message()
    {
        var context = new PushContext("app", "c1", "a1", "0", null, null);
        var message = new Message { SilentPush = true, Action = PushAction.DeepLink, Url = "app://x", JsonBody = """{"n":1}""" };
        var push = PushShapes.Campaign(ChannelType.Gcm, new MessageConfiguration { GCMMessage = message }, context).For(new() { Address = "t" });
        Same("""
            {"message":{"token":"t","data":{"pinpoint.campaign.campaign_id":"c1","pinpoint.campaign.campaign_activity_id":"a1",
              "pinpoint.campaign.treatment_id":"0",
              "pinpoint.notification.silentPush":"1","pinpoint.deeplink":"app://x","pinpoint.jsonBody":"{\"n\":1}"}}}
            """, push);
    }

    [Theory]
    [InlineData("""{"notification":{"title":"T","icon":"i"},"data":{"a":1,"b":"x"},"time_to_live":60,"priority":"high","to":"somebody"}""",
        """
        {"message":{"token":"t","notification":{"title":"T"},"data":{"a":"1","b":"x"},
         "android":{"ttl":"60s","priority":"high","notification":{"icon":"i"}}}}
        """)]
    [InlineData("""{"message":{"topic":"all","data":{"a":"1"}}}""", """{"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"message":{"fid":"somebody-s-phone","data":{"a":"1"}}}""", """{"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"validate_only":true,"message":{"data":{"a":"1"}}}""", """{"validate_only":true,"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"validateOnly":true,"message":{"data":{"a":"1"}}}""", """{"validate_only":true,"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"fcmV1Message":{"validate_only":true,"message":{"data":{"a":"1"}}}}""",
        """{"validate_only":true,"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"validate_only":true,"fcmV1Message":{"message":{"data":{"a":"1"}}}}""",
        """{"validate_only":true,"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"dry_run":true,"data":{"a":"1"}}""", """{"validate_only":true,"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"dry_run":false,"data":{"a":"1"}}""", """{"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"dry_run":null,"data":{"a":"1"}}""", """{"message":{"token":"t","data":{"a":"1"}}}""")]
    [InlineData("""{"fcmV1Message":{"message":{"data":{"a":"1"},"android":{"ttl":"5s"}}}}""",
        """{"message":{"token":"t","data":{"a":"1"},"android":{"ttl":"5s"}}}""")]
    public void Raw_content_becomes_a_v1_message(string raw, string expected) =>
        Same(expected, Shape(new() { RawContent = raw }).For(new() { Address = "t", Id = "e" }));

    [Theory]
    [InlineData("nonsense", "RawContent")]
    [InlineData("""{"fcmV1Message":{}}""", "fcmV1Message")]
    [InlineData("""{"surprise":1}""", "surprise")]
    [InlineData("""{"dry_run":"true","data":{"a":"1"}}""", "dry_run")]
    [InlineData("""{"validate_only":1,"message":{"data":{"a":"1"}}}""", "validate_only")]
    [InlineData("""{"validat_only":true,"message":{"data":{"a":"1"}}}""", "validat_only")]
    [InlineData("""{"fcmV1Message":{"message":{"data":{"a":"1"}}},"data":{"b":"2"}}""", "'data'")]
    public void Raw_content_that_cannot_be_sent_is_refused_by_name(string raw, string named) => Assert.Contains(
        named, Assert.IsType<ShapedPush.Refused>(FcmShape.Shape(new() { RawContent = raw }, Direct)).Why.Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"priority":"high"}""", true)]
    [InlineData("""{"data":{},"notification":{"title":""}}""", true)]
    [InlineData("""{"message":{}}""", true)]
    [InlineData("""{"message":{"android":{"priority":"HIGH"}}}""", true)]
    [InlineData("""{"data":{"sync":""}}""", false)]
    [InlineData("""{"message":{"android":{"notification":{"body":"Hi"}}}}""", false)]
    [InlineData("""{"message":{"android":{"data":{"a":"1"}}}}""", false)]
    [InlineData("""{"message":{"webpush":{"data":{"a":"1"}}}}""", false)]
    public void Raw_content_with_nothing_for_a_device_is_for_nobody(string raw, bool isBlank) => Assert.Equal(isBlank, IsBlank(new() { RawContent = raw }));

    [Theory]
    [InlineData(null, null, false, true)]
    [InlineData(" ", "", false, true)]
    [InlineData("Hi", null, false, false)]
    [InlineData(null, "Hi", false, false)]
    [InlineData(null, null, true, false)]
    public void A_message_with_nothing_to_show_is_for_nobody(string? title, string? body, bool isSilent, bool isBlank) => Assert.Equal(
        isBlank, IsBlank(new() { Title = title, Body = body, SilentPush = isSilent, Sound = "ping", ImageUrl = "https://example.com/i.png" }));

    [Fact]
    public void The_size_counts_keys_and_values()
    {
        var bare = Shape(new() { Title = "1234567890" }).For(new() { Address = "t" }).Size;
        Assert.Equal(bare + 5, Shape(new() { Title = "123456789012345" }).For(new() { Address = "a longer token" }).Size);
    }

    private static bool IsBlank(GCMMessage message) => Shape(message) is ShapedPush.Refused { Why.IsBlank: true };

    private static ShapedPush Shape(GCMMessage message) => FcmShape.Shape(message, Direct);

    private static void Same(string expected, Push push) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(push.Payload.Span)), Encoding.UTF8.GetString(push.Payload.Span));
}
