using System.Text.Json.Nodes;
using Pinpush.Contract;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Messages.Tests.Payloads;

public sealed class VariableHolesTests
{
    private static readonly PushContext Context = new("app", "campaign", "activity", "0", null, null);

    [Theory]
    [InlineData("{{ User.UserAttributes.FirstName }}!", "Ann!")]
    [InlineData("{{Attributes.quote}} {{nobody}}.", "\"{{Id}}\" .")]
    [InlineData("{{", "{{")]
    [InlineData("{{Id", "{{Id")]
    [InlineData("{{}}", "{{}}")]
    [InlineData("{{a\"b}}", "{{a\"b}}")]
    [InlineData("{{{Id}}}", "{ann}")]
    public void Are_filled_in(string title, string expected)
    {
        var configuration = new MessageConfiguration { DefaultMessage = new() { Title = title, Body = title } };

        var apns = Json(PushShapes.Campaign(ChannelType.Apns, configuration, Context));
        var gcm = Json(PushShapes.Campaign(ChannelType.Gcm, configuration, Context));

        Assert.Equal(expected, apns["aps"]!["alert"]!["title"]!.GetValue<string>()); // it has a title
        Assert.Equal("ann", apns["data"]!["pinpoint"]!["endpointId"]!.GetValue<string>()); // every payload has one
        Assert.Equal(expected, gcm["message"]!["data"]!["pinpoint.notification.body"]!.GetValue<string>()); // it has a body
        Assert.Equal("""{"pinpoint":{"endpointId":"ann"}}""", gcm["message"]!["data"]!["data"]!.GetValue<string>()); // every message has one
    }

    [Fact]
    public void Are_escaped_twice_where_the_text_is_JSON_itself()
    {
        var template = Templates.Empty with
        {
            GCM = new() { RawContent = """{"data":{"inner":"{\"a\":\"{{Attributes.quote}}\",\"b\":\"}}\"}","plain":"[sic] \"{{Attributes.quote}}\""}}""" },
        };

        var data = Json(PushShapes.Campaign(ChannelType.Gcm, template, Context))["message"]!["data"]!; // it has data

        Assert.Equal("\"{{Id}}\"", JsonNode.Parse(data["inner"]!.GetValue<string>())!["a"]!.GetValue<string>()); // it has both
        Assert.Equal("[sic] \"\"{{Id}}\"\"", data["plain"]!.GetValue<string>()); // likewise
    }

    [Theory]
    [InlineData("{{Id}}", "ann")]
    [InlineData("{{Attributes.quote}}", "12345678")] // its value has eight characters, and no more are filled in
    public void Count_with_their_values(string variable, string plain) => Assert.Equal(Fcm(plain, "Köln").Size, Fcm(variable, "{{Location.City}}").Size);

    [Fact]
    public void Count_for_APNs_with_the_payload()
    {
        var push = PushShapes.Campaign(ChannelType.Apns, Templates.Empty with { Default = new() { Body = "{{Location.City}}" } }, Context).For(Recipients.Ann);
        Assert.Equal(push.Payload.Length, push.Size);
    }

    private static Push Fcm(string title, string body) =>
        PushShapes.Campaign(ChannelType.Gcm, Templates.Empty with { GCM = new() { Title = title, Body = body } }, Context).For(Recipients.Ann);

    private static JsonNode Json(ShapedPush shaped) => JsonNode.Parse(shaped.For(Recipients.Ann).Payload.Span)!; // an object
}
