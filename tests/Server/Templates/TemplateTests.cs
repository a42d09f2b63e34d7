using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Templates;

/// <summary>Push templates as boto3 sees them, and what each device gets.</summary>
public sealed class TemplateTests(TemplateTests.Told told) : IClassFixture<TemplateTests.Told>
{
    private const string NoName =
        "The template's message variable 'User.UserAttributes.FirstName' has no value for this recipient: "
        + "set it at the endpoint, in Substitutions or in the template's DefaultSubstitutions.";

    [Theory]
    [InlineData("created", """[201,"arn:aws:mobiletargeting:us-east-1:000000000000:templates/welcome/PUSH"]""")]
    [InlineData("twice", """[400,"There is a template 'welcome' already; names are unique in the account. Update it, or choose another name."]""")]
    [InlineData("updated", "202")]
    [InlineData("stays", """["one","1","two"]""")] // a new version is not made the active one
    [InlineData("latest", """[200,"2"]""")]
    [InlineData("versions", """[["4","2","1"],["4","2","1"]]""")] // a number is not used again
    [InlineData("now", """[{"Body":"two at last"},{"team":"push"}]""")]
    [InlineData("tags", """{"stage":"dev"}""")]
    [InlineData("pages", """[["w-1","w-2"],["w-3"]]""")]
    [InlineData("deleted", "[202,404,3]")]
    [InlineData("again", """["1","again"]""")]
    public async Task Operation_OfATemplate_AnswersThis(string what, string expected) => Same.Json(expected, (await told.SeenAsync())[what]);

    [Theory]
    [InlineData("get nobody", 404)]
    [InlineData("get version 2", 404)]
    [InlineData("get version latest", 404)]
    [InlineData("update nobody", 404)]
    [InlineData("delete nobody", 404)]
    [InlineData("delete version 7", 404)]
    [InlineData("activate nobody", 404)]
    [InlineData("versions of nobody", 404)]
    [InlineData("tags of nobody", 404)]
    [InlineData("name with a dash first", 400)]
    [InlineData("name with a blank", 400)]
    [InlineData("nothing in it", 400)]
    [InlineData("helper that is none", 400)]
    [InlineData("new version with a number", 400)]
    [InlineData("update version 2", 400)]
    [InlineData("activate version 2", 400)]
    [InlineData("activate no version", 400)]
    [InlineData("activate a fax", 400)]
    [InlineData("list faxes", 400)]
    [InlineData("list many a page", 400)]
    [InlineData("list from nowhere", 400)]
    [InlineData("delete the active version", 400)]
    [InlineData("create sms", 405)]
    [InlineData("get email", 404)] // as one that is not there: nobody could make it
    [InlineData("versions of sms", 405)]
    [InlineData("list emails", 405)]
    public async Task Operation_ThatIsWrong_IsRefused(string what, int status) =>
        Assert.Equal(status, (int?)(await told.SeenAsync())["refused"]![what]?[0]); // the script prints it

    [Theory]
    [InlineData("campaign", "\"COMPLETED\"")]
    [InlineData("configuration", """{"PushTemplate":{"Name":"sale"}}""")]
    [InlineData("rawCampaign", "\"COMPLETED\"")]
    [InlineData("direct", """{"ann":["SUCCESSFUL",null],"bob":["SUCCESSFUL",null],"cat":["PERMANENT_FAILURE","NO-NAME"]}""")]
    [InlineData("second", """{"cat":"SUCCESSFUL"}""")]
    [InlineData("bare", "\"SUCCESSFUL\"")]
    [InlineData("users", "\"SUCCESSFUL\"")]
    public async Task Send_OfATemplate_EndsSo(string what, string expected) =>
        Same.Json(expected.Replace("NO-NAME", NoName, StringComparison.Ordinal), (await told.SeenAsync())[what]);

    [Theory]
    [InlineData(0, "TemplateConfiguration.PushTemplate: there is no push template 'nobody'.")]
    [InlineData(1, "TemplateConfiguration.PushTemplate: there is no push template 'sale' with a version 9.")]
    [InlineData(2, "TemplateConfiguration.PushTemplate: there is no push template 'nobody'.")]
    [InlineData(3, "TemplateConfiguration.PushTemplate: there is no push template 'nobody'.")]
    public async Task Send_OfATemplateThatIsNotThere_IsRefused(int call, string message) =>
        Same.Json($"""[400,"{message}"]""", (await told.SeenAsync())["noTemplate"]![call]); // the script prints four

    [Theory]
    [InlineData("ann", 0, "aps.alert", """{"title":"Hi Ann \"A\" \\ é","body":"S M 3 Köln  APNS ann u-ann ."}""")]
    [InlineData("ann", 0, "aps.sound", "\"bell\"")]
    [InlineData("ann", 0, "data.media-url", "\"https://example.com/ann.png\"")]
    [InlineData("ann", 0, "data.pinpoint.deeplink", "\"https://example.com/u-ann\"")]
    [InlineData("ann", 1, "", """{"aps":{"alert":"Hi Ann \"A\" \\ é"},"inner":"{\"to\":\"Ann \\\"A\\\" \\\\ é\"}"}""")] // raw content in raw content
    [InlineData("ann", 2, "aps.alert", """{"title":"Mine","body":"Good day {{User.UserId}} Ann \"A\" \\ é"}""")] // a value is not looked at for variables
    [InlineData("cat", 0, "aps.alert", """{"title":"Hi friend","body":"     APNS cat u-cat ."}""")]
    [InlineData("cat", 2, "aps.alert", """{"title":"T2","body":"second"}""")]
    [InlineData("bare", 0, "aps.alert", """{"body":"To token-bare on APNS"}""")]
    public async Task Apns_Device_GetsThis(string device, int push, string member, string expected)
    {
        await told.SeenAsync();

        Same.Json(expected, At(JsonNode.Parse(told.Apns.Inbox.For($"token-{device}")[push].Payload!), member)); // every push here has one
    }

    [Theory]
    [InlineData(0, "pinpoint.notification.title", "\"Hi Bob\"")]
    [InlineData(0, "pinpoint.notification.body", "\"L    Pixel 9 GCM bob u-bob .\"")]
    [InlineData(1, null, """{"to":"Bob"}""")]
    [InlineData(2, "pinpoint.notification.body", "\"Hello Robert\"")]
    [InlineData(3, "pinpoint.notification.body", "\"Hey Bob\"")]
    public async Task Fcm_Device_GetsThis(int push, string? member, string expected)
    {
        await told.SeenAsync();

        var data = JsonNode.Parse(told.Fcm.Inbox.For("token-bob")[push].Payload!)!["data"]; // every push here has one, and it is an object
        Same.Json(expected, member is null ? data : data?[member]);
    }

    [Theory]
    [InlineData("ann", 3)]
    [InlineData("cat", 3)]
    [InlineData("bare", 1)]
    [InlineData("bob", 4)]
    public async Task Device_GetsNoMoreThanItWasSent(string device, int pushes)
    {
        await told.SeenAsync();

        Assert.Equal(pushes, told.Apns.Inbox.For($"token-{device}").Count); // both simulators have one inbox
    }

    [Fact]
    public async Task Restart_KeepsTemplatesWithTheirVersions()
    {
        var seen = await told.SeenAsync();

        Assert.True(JsonNode.DeepEquals(seen["state"], seen["after"]), $"Before {seen["state"]}\nAfter  {seen["after"]}");
    }

    private static JsonNode? At(JsonNode? node, string member) =>
        member.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(node, (n, name) => n?[name]);

    public sealed class Told : Story
    {
        protected override void Ask() => Need.Boto3();

        protected override async Task<JsonNode> PlayAsync()
        {
            var seen = await RunAsync("python3", "templates.py", "before", Scratch.Folder);
            await RestartAsync();
            seen["after"] = await RunAsync("python3", "templates.py", "after");
            return seen;
        }
    }
}
