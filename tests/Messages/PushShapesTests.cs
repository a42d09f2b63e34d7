using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Contract;
using Pinpush.Messages.Layers;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Messages.Tests;

public sealed class PushShapesTests
{
    // Without a template the send's substitutions are text that is put into texts: what they make of RawContent is what is sent.
    [Theory]
    [InlineData("""{"aps":{"alert":"x","badge":{{n}}}}""", """{"aps":{"alert":"x","badge":7}}""")]
    [InlineData("""{"aps":{"alert":"x"},"z":[{{m}}]}""", """{"aps":{"alert":"x"},"z":[1,2]}""")]
    [InlineData("""{"aps":{"alert":"x"},"{{k}}":1}""", """{"aps":{"alert":"x"},"key":1}""")]
    [InlineData("""{"aps":{"alert":"{{q}} {{unknown}}"}}""", """{"aps":{"alert":"a\"b {{unknown}}"}}""")]
    public void Without_a_template_substitutions_go_into_the_text_of_RawContent(string raw, string sent) =>
        Assert.Equal(sent, Sent(ChannelType.Apns, new() { RawContent = raw, Substitutions = Given }).ToJsonString(Relaxed));

    [Fact]
    public void Without_a_template_only_texts_of_the_message_have_variables()
    {
        var message = new APNSMessage { Title = "{{k}}", Body = "{{n}}", Sound = "{{k}}", Category = "{{k}}", ThreadId = "{{k}}", Substitutions = Given };

        var aps = Sent(ChannelType.Apns, message)["aps"]!;

        Assert.Equal(
            """{"alert":{"title":"key","body":"7"},"sound":"{{k}}","category":"{{k}}","thread-id":"{{k}}"}""", aps.ToJsonString(Relaxed));
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, IReadOnlyList<string>> Given = new()
    {
        ["n"] = ["7"],
        ["m"] = ["1,2"],
        ["k"] = ["key"],
        ["q"] = ["a\"b"],
    };

    private static JsonNode Sent(ChannelType channel, APNSMessage message)
    {
        var shaped = Assert.IsType<ShapedPush.Ready>(PushShapes.Direct(
            channel, new() { APNSMessage = message }, null, null, new PushContext("app", null, null, null, null, null)));
        Assert.True(shaped.TryFill(new EndpointResponse { Address = "t" }, null, out var push, out _));
        return JsonNode.Parse(push.Payload.Span)!; // a payload is an object
    }

    private static readonly PushContext Context = new("app", null, null, null, null, null);

    private static readonly PushNotificationTemplateResponse Template = Templates.Empty with
    {
        Default = new() { Body = "{{greeting}} {{User.UserId}} {{missing}}", Title = "T" },
        DefaultSubstitutions = """{"greeting":"Hello","User.UserId":"nobody","missing":1}""",
    };

    private static readonly DirectMessageConfiguration Greeting = new() { DefaultMessage = new() { Substitutions = Values("greeting", "Hey") } };

    [Fact]
    public void Substitutions_go_before_the_endpoint_and_defaults_behind_it() => Assert.Equal("Hey u 1", Body(Greeting, Template, null));

    [Fact]
    public void The_entry_goes_before_all_and_its_value_is_not_searched_again() =>
        Assert.Equal("Hey {{Id}} 1", Body(Greeting, Template, new(null, null, null, Values("User.UserId", "{{Id}}"))));

    [Fact]
    public void The_entry_s_own_text_is_filled_in_as_the_template_s() => Assert.Equal("Own ann", Body(Greeting, Template, new("Own {{Id}}", null, null, null)));

    [Theory]
    [InlineData(ChannelType.Apns)]
    [InlineData(ChannelType.Gcm)]
    public void A_template_s_variable_without_a_value_leaves_no_push(ChannelType channel)
    {
        var template = Templates.Empty with { Default = new() { Body = "{{User.UserId}} {{x}} {{y}}" } };
        Assert.Equal("x", PushShapes.Direct(channel, new(), template, null, Context).MissingFor(Recipients.Ann));
    }

    [Fact]
    public void Without_a_template_only_the_send_has_values() =>
        Assert.Equal("Hey {{Id}} {{unknown}}", Body(Plain("{{greeting}} {{Id}} {{unknown}}"), null, null));

    [Fact]
    public void Without_a_template_the_entry_wins_and_its_value_is_not_searched_again() => Assert.Equal(
        "own body {{greeting}} {{unknown}}",
        Body(Plain("{{greeting}}"), null, new("own body {{ greeting }} {{unknown}}", null, null, Values("greeting", "{{greeting}}"))));

    [Fact]
    public void A_value_in_raw_content_stays_inside_its_text()
    {
        const string raw = """{"data":{"n":"{{name}}"}}""", expected = """{"message":{"token":"token","data":{"n":"a\"b"}}}""";
        var push = PushShapes.Direct(ChannelType.Gcm, new(), null, new(null, null, raw, Values("name", "a\"b")), Context).For(Recipients.Ann);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(push.Payload.Span)), Encoding.UTF8.GetString(push.Payload.Span));
    }

    [Fact]
    public void A_value_in_Data_stays_inside_its_text()
    {
        var send = new DirectMessageConfiguration
        {
            DefaultPushNotificationMessage = new()
            {
                Data = new Dictionary<string, string> { ["n"] = "{{name}}" },
                SilentPush = true,
                Substitutions = Values("name", "a\"b"),
            },
        };
        var data = JsonNode.Parse(PushShapes.Direct(ChannelType.Gcm, send, null, null, Context).For(Recipients.Ann).Payload.Span)!["message"]!["data"]!;
        Assert.Equal("""{"n":"a\"b"}""", data["pinpoint.jsonBody"]!.GetValue<string>()); // the message has data
    }

    // A campaign drops a variable without a value. Where nothing is left then, nobody gets it.
    [Theory]
    [InlineData(ChannelType.Apns, "{{Attributes.none}}", null, "Attributes.none")]
    [InlineData(ChannelType.Gcm, "{{Attributes.none}} {{Metrics.none}}", null, "Attributes.none")]
    [InlineData(ChannelType.Apns, null, """{"aps":{"alert":{"body":"{{Attributes.none}}"}}}""", "Attributes.none")]
    [InlineData(ChannelType.Gcm, null, """{"notification":{"body":"{{Attributes.none}}"}}""", "Attributes.none")]
    [InlineData(ChannelType.Apns, "{{Attributes.none}} {{Id}}", null, null)]
    [InlineData(ChannelType.Gcm, "{{Attributes.none}}!", null, null)]
    [InlineData(ChannelType.Apns, null, """{"aps":{"alert":"{{Attributes.none}}","badge":1}}""", null)]
    [InlineData(ChannelType.Gcm, null, """{"notification":{"body":"{{Attributes.none}}"},"data":{"a":""}}""", null)]
    public void A_campaign_whose_variables_leave_nothing_is_not_sent(ChannelType channel, string? body, string? raw, string? missing)
    {
        var shaped = PushShapes.Campaign(channel, new MessageConfiguration { DefaultMessage = new() { Body = body, RawContent = raw } }, Context);
        if (missing is null)
        {
            shaped.For(Recipients.Ann);
        }
        else
        {
            Assert.Equal(missing, shaped.MissingFor(Recipients.Ann));
        }
    }

    private static string Body(DirectMessageConfiguration send, PushNotificationTemplateResponse? template, MessageOverrides? entry) =>
        JsonNode.Parse(PushShapes.Direct(ChannelType.Apns, send, template, entry, Context).For(Recipients.Ann).Payload.Span)!
            ["aps"]!["alert"]!["body"]!.GetValue<string>(); // it has one

    private static DirectMessageConfiguration Plain(string body) => Greeting with { APNSMessage = new() { Body = body } };

    private static Dictionary<string, IReadOnlyList<string>> Values(string name, string value) => new() { [name] = [value] };
}
