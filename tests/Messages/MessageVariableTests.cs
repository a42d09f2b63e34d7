using System.Text.Json.Nodes;
using Pinpush.Contract;
using Xunit;

namespace Pinpush.Messages.Tests;

public sealed class MessageVariableTests
{
    private static readonly PushContext Context = new("app", "campaign", "activity", "0", null, null);

    private static readonly EndpointResponse Ann = new()
    {
        Address = "token",
        Id = "ann",
        ChannelType = ChannelType.ApnsSandbox,
        Attributes = new Dictionary<string, IReadOnlyList<string>> { ["sizes"] = ["S", "M"], ["first name"] = ["Ann"], ["none"] = [], ["a.b"] = ["dotted"], ["quote"] = ["\"{{Id}}\""] },
        Metrics = new Dictionary<string, double> { ["visits"] = 3, ["share"] = 0.25 },
        Location = new() { City = "Köln", Latitude = 50.9375 },
        OptOut = "NONE",
        User = new() { UserId = "u", UserAttributes = new Dictionary<string, IReadOnlyList<string>> { ["FirstName"] = ["Ann"] } },
    };

    [Theory]
    [InlineData("Address", "token")]
    [InlineData("Id", "ann")]
    [InlineData("ChannelType", "APNS_SANDBOX")]
    [InlineData("OptOut", "NONE")]
    [InlineData("Attributes.sizes", "S")]
    [InlineData("Attributes.sizes.[1]", "M")]
    [InlineData("Attributes.sizes[1]", "M")]
    [InlineData("Attributes.sizes[[1]]", "M")]
    [InlineData("Attributes.sizes[2]", null)]
    [InlineData("Attributes.none", null)]
    [InlineData("Attributes.first name", "Ann")]
    [InlineData("Attributes.a.b", "dotted")]
    [InlineData("Metrics.visits", "3")]
    [InlineData("Metrics.share", "0.25")]
    [InlineData("Metrics.other", null)]
    [InlineData("Location.City", "Köln")]
    [InlineData("Location.Latitude", "50.9375")]
    [InlineData("Location.Longitude", null)]
    [InlineData("Demographic.Model", null)]
    [InlineData("User.UserId", "u")]
    [InlineData("User.UserAttributes.FirstName", "Ann")]
    [InlineData("user.userid", null)]
    [InlineData("CreationDate", null)]
    [InlineData("anything", null)]
    public void Is_read_from_the_endpoint(string name, string? value) => Assert.Equal(value, MessageVariable.OfEndpoint(name).For(Ann));

    [Theory]
    [InlineData("{{ User.UserAttributes.FirstName }}!", "Ann!")]
    [InlineData("{{Attributes.quote}} {{nobody}}.", "\"{{Id}}\" .")]
    [InlineData("{{", "{{")]
    [InlineData("{{Id", "{{Id")]
    [InlineData("{{}}", "{{}}")]
    [InlineData("{{a\"b}}", "{{a\"b}}")]
    [InlineData("{{{Id}}}", "{ann}")]
    public void Is_filled_in(string title, string expected)
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
    public void Is_escaped_twice_where_the_text_is_JSON_itself()
    {
        var template = Template(new() { RawContent = """{"data":{"inner":"{\"a\":\"{{Attributes.quote}}\",\"b\":\"}}\"}","plain":"[sic] \"{{Attributes.quote}}\""}}""" });

        var data = Json(PushShapes.Campaign(ChannelType.Gcm, template, Context))["message"]!["data"]!; // it has data

        Assert.Equal("\"{{Id}}\"", JsonNode.Parse(data["inner"]!.GetValue<string>())!["a"]!.GetValue<string>()); // it has both
        Assert.Equal("[sic] \"\"{{Id}}\"\"", data["plain"]!.GetValue<string>()); // likewise
    }

    [Fact]
    public void Size_counts_the_values()
    {
        Push Push(string name) => Ready(PushShapes.Campaign(ChannelType.Gcm, Template(new() { Title = $"{{{{{name}}}}}", Body = "{{Location.City}}" }), Context)).For(Ann, null);
        Push Plain(string title) => Ready(PushShapes.Campaign(ChannelType.Gcm, Template(new() { Title = title, Body = "Köln" }), Context)).For(Ann, null);

        Assert.Equal(Plain("ann").Size, Push("Id").Size);
        Assert.Equal(Plain("12345678").Size, Push("Attributes.quote").Size); // its value has eight characters, and no more are filled in
        var apns = Ready(PushShapes.Campaign(ChannelType.Apns, Template(null) with { Default = new() { Body = "{{Location.City}}" } }, Context)).For(Ann, null);
        Assert.Equal(apns.Payload.Length, apns.Size);
    }

    [Fact]
    public void Substitutions_go_before_the_endpoint_and_defaults_behind_it()
    {
        var template = Template(null) with { Default = new() { Body = "{{greeting}} {{User.UserId}} {{missing}}", Title = "T" }, DefaultSubstitutions = """{"greeting":"Hello","User.UserId":"nobody","missing":1}""" };
        var send = new DirectMessageConfiguration { DefaultMessage = new() { Substitutions = new Dictionary<string, IReadOnlyList<string>> { ["greeting"] = ["Hey"] } } };
        string Body(MessageOverrides? entry) => Json(PushShapes.Direct(ChannelType.Apns, send, template, entry, Context))["aps"]!["alert"]!["body"]!.GetValue<string>(); // it has one

        Assert.Equal("Hey u 1", Body(null));
        Assert.Equal("Hey {{Id}} 1", Body(new(null, null, null, new Dictionary<string, IReadOnlyList<string>> { ["User.UserId"] = ["{{Id}}"] })));
        Assert.Equal("Own ann", Body(new("Own {{Id}}", null, null, null)));
        Assert.Equal("x", Ready(PushShapes.Direct(ChannelType.Apns, new(), template with { DefaultSubstitutions = null, Default = new() { Body = "{{User.UserId}} {{x}}" } }, null, Context)).Missing(Ann));
    }

    private static PushNotificationTemplateResponse Template(AndroidPushNotificationTemplate? gcm) => new()
    {
        Arn = "", CreationDate = "", LastModifiedDate = "", TemplateName = "t", TemplateType = TemplateType.Push, Version = "1", GCM = gcm,
    };

    private static ShapedPush.Ready Ready(ShapedPush shaped) => Assert.IsType<ShapedPush.Ready>(shaped);

    private static JsonNode Json(ShapedPush shaped) => JsonNode.Parse(Ready(shaped).For(Ann, null).Payload.Span)!; // an object
}
