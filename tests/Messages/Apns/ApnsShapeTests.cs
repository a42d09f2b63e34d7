using System.Text;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Messages.Apns;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Messages.Tests.Apns;

public sealed class ApnsShapeTests
{
    private static readonly PushContext Direct = new("app", null, null, null, null, null);

    [Fact]
    public void A_direct_message()
    {
        var push = Push(new()
        {
            Action = PushAction.OpenApp,
            Title = "New Message",
            Body = "You have a new message from Alice",
            SilentPush = false,
            Data = new Dictionary<string, string> { ["messageId"] = "789", ["screen"] = "chat" },
            Sound = "default",
            Badge = 1,
        });
        Same("""
            {"aps":{"alert":{"title":"New Message","body":"You have a new message from Alice"},"badge":1,"sound":"default"},
             "data":{"jsonBody":{"messageId":"789","screen":"chat"},"pinpoint":{"jsonBody":{"messageId":"789","screen":"chat"}}}}
            """, push);
        Assert.Equal(new PushHeaders("alert", 10, null, null), push.Headers);
    }

    [Fact]
    public void A_rich_message()
    {
        var push = Push(new()
        {
            Action = PushAction.Url,
            Title = "Flash Sale!",
            Body = "50% off all premium plans.",
            MediaUrl = "https://example.com/banner.jpg",
            Sound = "default",
            Category = "ACTIONABLE",
            ThreadId = "sale",
            Data = new Dictionary<string, string> { ["url"] = "myapp://sale" },
        });
        Same("""
            {"aps":{"alert":{"title":"Flash Sale!","body":"50% off all premium plans."},
                    "sound":"default","category":"ACTIONABLE","thread-id":"sale","mutable-content":1},
             "data":{"media-url":"https://example.com/banner.jpg","jsonBody":{"url":"myapp://sale"},"pinpoint":{"jsonBody":{"url":"myapp://sale"}}}}
            """, push);
    }

    [Fact]
    public void A_silent_message_is_a_background_push_of_priority_5_that_shows_nothing()
    {
        var data = new Dictionary<string, string> { ["action"] = "sync" };
        var push = Push(new() { SilentPush = true, Title = "x", Sound = "x", Badge = 2, Priority = "10", Data = data });
        Same("""{"aps":{"content-available":1},"data":{"jsonBody":{"action":"sync"},"pinpoint":{"jsonBody":{"action":"sync"}}}}""", push);
        Assert.Equal(new PushHeaders("background", 5, null, null), push.Headers);
    }

    [Fact]
    public void A_campaign_names_itself_and_the_endpoint()
    {
        var context = new PushContext("app", "c1", "a1", null, "trace", new Dictionary<string, string> { ["k"] = "v", ["campaign"] = "not ours" });
        var configuration = new MessageConfiguration
        {
            DefaultMessage = new() { Title = "Hi", Body = "shared", TimeToLive = 60 },
            APNSMessage = new() { Body = "own", Action = PushAction.DeepLink, Url = "app://x", JsonBody = """{"n":{"deep":1}}""" },
        };
        var ready = Assert.IsType<ShapedPush.Ready>(PushShapes.Campaign(ChannelType.Apns, configuration, context));
        Same("""
            {"aps":{"alert":{"title":"Hi","body":"own"}},
             "data":{"jsonBody":{"n":{"deep":1}},"pinpoint":{"endpointId":"e\"1 ü",
                     "campaign":{"campaign_id":"c1","campaign_activity_id":"a1","treatment_id":"0"},
                     "traceId":"trace","deeplink":"app://x","jsonBody":{"n":{"deep":1}},"k":"v"}}}
            """, ready.For(new() { Address = "t", Id = "e\"1 ü" }));
        Assert.Equal(TimeSpan.FromMinutes(1), ready.Headers.TimeToLive);
    }

    [Theory]
    [InlineData("""{"aps":{"content-available":1},"x":1}""", "background", 5)]
    [InlineData("""{"aps":{"alert":"Hi","content-available":1}}""", "alert", 10)]
    public void Raw_content_goes_out_as_it_is(string raw, string type, int priority)
    {
        var push = Push(new() { RawContent = raw, Title = "overridden" });
        Same(raw, push);
        Assert.Equal((type, priority), (push.Headers.PushType, push.Headers.Priority));
    }

    [Theory]
    [InlineData("BadRawContent")]
    [InlineData("BadPriority")]
    [InlineData("BadCollapseId")]
    [InlineData("BadExpirationDate")]
    [InlineData("InvalidPushType")]
    [InlineData("PayloadEmpty")]
    public void What_the_gateway_would_refuse_is_refused_at_once(string reason)
    {
        APNSMessage good = new() { Title = "Hi" };
        var message = reason switch
        {
            "BadRawContent" => good with { RawContent = "[1]" },
            "BadPriority" => good with { Priority = "7" },
            "BadCollapseId" => good with { CollapseId = new string('x', 65) },
            "BadExpirationDate" => good with { TimeToLive = -1 },
            "InvalidPushType" => good with { APNSPushType = "loud" },
            _ => new(),
        };
        Assert.Equal(reason, Assert.IsType<ShapedPush.Refused>(ApnsShape.Shape(message, Direct, ChannelType.Apns)).Why.Reason);
    }

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"sync":"messages"}""", true)]
    [InlineData("""{"aps":{}}""", true)]
    [InlineData("""{"aps":{"content-available":0}}""", true)]
    [InlineData("""{"aps":{"alert":"","sound":" "}}""", true)]
    [InlineData("""{"aps":{"alert":{"title":"","body":null}}}""", true)]
    [InlineData("""{"aps":{"badge":0}}""", false)]
    [InlineData("""{"aps":{"sound":"ping"}}""", false)]
    [InlineData("""{"aps":{"alert":{"loc-args":["x"]}}}""", false)]
    [InlineData("""{"aps":{"content-available":1}}""", false)]
    public void Raw_content_with_nothing_to_show_is_for_nobody(string raw, bool isBlank) => Assert.Equal(isBlank, IsBlank(new() { RawContent = raw }));

    [Fact]
    public void Raw_content_of_other_types_needs_no_aps() => Assert.False(IsBlank(new() { APNSPushType = "mdm", RawContent = """{"mdm":"magic"}""" }));

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("", " ", "", true)]
    [InlineData("Hi", null, null, false)]
    [InlineData(null, "Hi", null, false)]
    [InlineData(null, null, "ping", false)]
    public void A_message_with_nothing_to_show_is_for_nobody(string? title, string? body, string? sound, bool isBlank) =>
        Assert.Equal(isBlank, IsBlank(new() { Title = title, Body = body, Sound = sound, MediaUrl = "https://example.com/i.png" }));

    private static bool IsBlank(APNSMessage message) => ApnsShape.Shape(message, Direct, ChannelType.Apns) is ShapedPush.Refused { Why.IsBlank: true };

    [Fact]
    public void A_voip_channel_sends_voip_pushes() =>
        Assert.Equal("voip", Assert.IsType<ShapedPush.Ready>(ApnsShape.Shape(new() { Title = "Ring" }, Direct, ChannelType.ApnsVoip)).Headers.PushType);

    private static Push Push(APNSMessage message) => ApnsShape.Shape(message, Direct, ChannelType.Apns).For(new() { Address = "t" });

    private static void Same(string expected, Push push) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(push.Payload.Span)), Encoding.UTF8.GetString(push.Payload.Span));
}
