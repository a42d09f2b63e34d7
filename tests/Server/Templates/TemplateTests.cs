using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests.Templates;

/// <summary>Push templates as boto3 sees them, and what each device gets.</summary>
public sealed class TemplateTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Templates_OverARestart_HaveVersionsAndSpeakToEachDevice()
    {
        Peer.Need("python3", "-c", "import boto3");
        Credentials.Write(stage.Scratch.Folder);

        var seen = await RunAsync("before", stage.Scratch.Folder);
        await stage.RestartAsync();
        var after = await RunAsync("after");

        Same("""[201,"arn:aws:mobiletargeting:us-east-1:000000000000:templates/welcome/PUSH"]""", seen["created"]);
        Same("""[400,"There is a template 'welcome' already; names are unique in the account. Update it, or choose another name."]""", seen["twice"]);
        Same("[404,404,404,404,404,404,404,404,404]", seen["unknown"]);
        Same("[400,400,400,400,400,400,400,400,400,400,400,400,400]", seen["wrong"]);
        Same("[405,405,405,405]", seen["notServed"]);
        Same("202", seen["updated"]);
        Same("""["one","1","two"]""", seen["stays"]);
        Same("""[200,"2"]""", seen["latest"]);
        Same("""[["4","2","1"],["4","2","1"]]""", seen["versions"]);
        Same("""[{"Body":"two at last"},{"team":"push"}]""", seen["now"]);
        Same("""{"stage":"dev"}""", seen["tags"]);
        Same("""[["w-1","w-2"],["w-3"]]""", seen["pages"]);
        Same("[202,404,3]", seen["deleted"]);
        Same("""["1","again"]""", seen["again"]);

        Same("\"COMPLETED\"", seen["campaign"]);
        Same("""{"PushTemplate":{"Name":"sale"}}""", seen["configuration"]);
        Same("\"COMPLETED\"", seen["rawCampaign"]);
        var ann = Apns("token-ann");
        Same("""{"title":"Hi Ann \"A\" \\ é","body":"S M 3 Köln  APNS ann u-ann ."}""", ann[0]["aps"]!["alert"]); // it has one
        Same("\"bell\"", ann[0]["aps"]!["sound"]);
        Same("\"https://example.com/ann.png\"", ann[0]["data"]!["media-url"]);
        Same("\"https://example.com/u-ann\"", ann[0]["data"]!["pinpoint"]!["deeplink"]);
        Same("""{"aps":{"alert":"Hi Ann \"A\" \\ é"},"inner":"{\"to\":\"Ann \\\"A\\\" \\\\ é\"}"}""", ann[1]);
        Same("""{"title":"Mine","body":"Good day {{User.UserId}} Ann \"A\" \\ é"}""", ann[2]["aps"]!["alert"]);
        var bob = Fcm("token-bob");
        Same("\"Hi Bob\"", bob[0]["pinpoint.notification.title"]);
        Same("\"L    Pixel 9 GCM bob u-bob .\"", bob[0]["pinpoint.notification.body"]);
        Same("""{"to":"Bob"}""", bob[1]);
        Same("\"Hello Robert\"", bob[2]["pinpoint.notification.body"]);
        Same("\"Hey Bob\"", bob[3]["pinpoint.notification.body"]);
        var cat = Apns("token-cat");
        Same("""{"title":"Hi friend","body":"     APNS cat u-cat ."}""", cat[0]["aps"]!["alert"]);
        Same("""{"title":"T2","body":"second"}""", cat[2]["aps"]!["alert"]);
        Same("""{"body":"To token-bare on APNS"}""", Assert.Single(Apns("token-bare"))["aps"]!["alert"]);

        Same("""
            {"ann":["SUCCESSFUL",null],"bob":["SUCCESSFUL",null],"cat":["PERMANENT_FAILURE","The template's message variable 'User.UserAttributes.FirstName' has no value for this recipient: set it at the endpoint, in Substitutions or in the template's DefaultSubstitutions."]}
            """, seen["direct"]);
        Same("""{"cat":"SUCCESSFUL"}""", seen["second"]);
        Same("\"SUCCESSFUL\"", seen["bare"]);
        Same("\"SUCCESSFUL\"", seen["users"]);
        Same("""
            [[400,"TemplateConfiguration.PushTemplate: there is no push template 'nobody'."],[400,"TemplateConfiguration.PushTemplate: there is no push template 'sale' with a version 9."],
             [400,"TemplateConfiguration.PushTemplate: there is no push template 'nobody'."],[400,"TemplateConfiguration.PushTemplate: there is no push template 'nobody'."]]
            """, seen["noTemplate"]);
        Same("""["INVALID","The template 'fleeting' is gone; nothing was sent."]""", seen["gone"]);
        Same("\"COMPLETED\"", seen["activeAtStart"]);
        Same("\"four\"", ann[^1]["aps"]!["alert"]!["body"]);
        Assert.True(JsonNode.DeepEquals(seen["state"], after), $"Before {seen["state"]}\nAfter  {after}");
    }

    private IReadOnlyList<JsonNode> Apns(string token) => [.. stage.Apns.Inbox.For(token).Select(d => JsonNode.Parse(d.Payload!)!)]; // every push here has one, and it is an object

    private IReadOnlyList<JsonNode> Fcm(string token) => [.. stage.Fcm.Inbox.For(token).Select(d => JsonNode.Parse(d.Payload!)!["data"]!)]; // likewise, with data

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var (exit, output, error) = await Peer.RunAsync(
            stage, "python3", [Path.Combine(AppContext.BaseDirectory, "Peers", "templates.py"), .. arguments], TestContext.Current.CancellationToken);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!; // the script prints a document
    }

    private static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nActual   {actual?.ToJsonString()}");
}
