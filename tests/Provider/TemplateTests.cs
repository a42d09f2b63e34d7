using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

public sealed class TemplateTests
{
    private static readonly string Urn = PluginStage.Urn("pinpoint:index:PushTemplate", "welcome");

    [Fact]
    public async Task Lives_from_create_to_delete()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var made = await stage.CreateAsync(Urn, Welcome());

        Assert.Equal(("welcome", "arn:aws:mobiletargeting:eu-central-1:000000000000:templates/welcome/PUSH"), (made.Id, (string?)made.Outputs["arn"]));
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.Inputs))["changes"]);
        var read = await stage.RefreshAsync(made);
        Assert.True(JsonNode.DeepEquals(made.Inputs, read?.Inputs) && JsonNode.DeepEquals(made.Outputs, read?.Outputs), read?.ToString());
        var imported = await stage.ImportAsync(Urn, "welcome");
        Assert.Equal(1, (int?)(await stage.DiffAsync(imported, made.Inputs))["changes"]);

        // exactly the property that changed; it makes a version, and that is the one that is sent
        var changed = (JsonObject)made.Inputs.DeepClone();
        changed["apns"]!["title"] = "Welcome back"; // it is there
        Assert.Equal("""{"apns.title":[4,true]}""", (await stage.DiffAsync(made, changed))["detailed"]?.ToJsonString());
        made = await stage.UpdateAsync(made, changed);
        var there = await GetAsync(aws);
        Assert.Equal(("2", "Welcome back", """{"User.UserAttributes.First.Name":"friend"}"""), (there.Version, there.APNS.Title, there.DefaultSubstitutions));
        Assert.Equal(["2", "1"], await VersionsAsync(aws));

        // tags alone make no version, and a part that is taken out is gone
        made = await stage.UpdateAsync(made, made.With("tags", new JsonObject { ["team"] = "push" }));
        Assert.Equal("push", (await GetAsync(aws)).Tags["team"]);
        Assert.Equal(["2", "1"], await VersionsAsync(aws));
        made = await stage.UpdateAsync(made, made.With("gcm", null));
        Assert.Null((await GetAsync(aws)).GCM);
        Assert.Equal("""["templateName"]""", (await stage.DiffAsync(made, made.With("templateName", "other")))["replacesList"]?.ToJsonString());

        // drift
        await aws.UpdateTemplateActiveVersionAsync(
            new() { TemplateName = "welcome", TemplateType = "PUSH", TemplateActiveVersionRequest = new() { Version = "1" } },
            TestContext.Current.CancellationToken);
        Assert.Equal("Hello {{User.UserAttributes.First.Name}}", (string?)(await stage.RefreshAsync(made))?.Inputs["apns"]?["title"]);

        await stage.DeleteAsync(made);
        await stage.DeleteAsync(made); // gone already
        Assert.Null(await stage.RefreshAsync(made));
    }

    [Fact]
    public async Task Is_found_again_by_its_key_and_another_one_is_refused()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        await stage.CreateAsync(Urn, Welcome());

        await stage.CreateAsync(Urn, Welcome()); // the state was lost
        Assert.Equal(["1"], await VersionsAsync(aws));
        var changed = Welcome();
        changed["apns"]!["title"] = "Changed meanwhile"; // it is there
        await stage.CreateAsync(Urn, changed);
        Assert.Equal(("2", "Changed meanwhile"), ((await GetAsync(aws)).Version, (await GetAsync(aws)).APNS.Title));

        foreach (var preview in new[] { true, false })
        {
            var refused = await stage.Plugin.CallAsync("create",
                new() { ["urn"] = PluginStage.Urn("pinpoint:index:PushTemplate", "foreign"), ["properties"] = Welcome(), ["preview"] = preview });
            Assert.Contains("pulumi import pinpoint:index:PushTemplate foreign welcome", (string?)refused["error"]?["message"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tells_every_fault_at_once_with_its_path()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        // the driver fills in every list
        async Task<string> FaultsAsync(JsonObject inputs) => string.Join(' ', (await stage.CheckAsync(Urn, inputs))["failuresList"]!.AsArray()
            .Select(f => f!["property"]!.ToString()).Order(StringComparer.Ordinal)); // a failure has a property

        Assert.Equal("defaultMessage templateName", await FaultsAsync([]));
        Assert.Equal("defaultMessage.action tags.pinpush:x templateName", await FaultsAsync(new()
        {
            ["templateName"] = "wel come",
            ["defaultMessage"] = new JsonObject { ["action"] = "JUMP" },
            ["tags"] = new JsonObject { ["pinpush:x"] = "y" },
        }));
        Assert.Equal("", await FaultsAsync(new() { ["templateName"] = PluginStage.Unknown, ["apns"] = PluginStage.Unknown }));
    }

    [Fact]
    public async Task Is_what_a_campaign_sends()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var segment = (await aws.CreateSegmentAsync(new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "all" } },
            TestContext.Current.CancellationToken)).SegmentResponse.Id;
        var template = await stage.CreateAsync(Urn, Welcome());
        JsonObject Campaign(JsonNode name) => new()
        {
            ["applicationId"] = app,
            ["segmentId"] = segment,
            ["isPaused"] = true,
            ["sendImmediately"] = true,
            ["templateConfiguration"] = new JsonObject { ["pushTemplate"] = new JsonObject { ["name"] = name } },
        };
        var urn = PluginStage.Urn("pinpoint:index:Campaign", "welcome");

        Assert.Empty((await stage.CheckAsync(urn, Campaign(PluginStage.Unknown)))["failuresList"]!.AsArray()); // the driver fills in every list
        var made = await stage.CreateAsync(urn, Campaign(template.Id));
        var read = await stage.RefreshAsync(made);
        Assert.True(JsonNode.DeepEquals(made.Inputs, read?.Inputs), read?.ToString());
        var pinned = made.With("templateConfiguration", new JsonObject { ["pushTemplate"] = new JsonObject { ["name"] = "welcome", ["version"] = "1" } });
        Assert.Equal("""{"templateConfiguration.pushTemplate.version":[0,true]}""", (await stage.DiffAsync(made, pinned))["detailed"]?.ToJsonString());
        await stage.UpdateAsync(made, pinned);
        var refused = await stage.Plugin.CallAsync("create",
            new() { ["urn"] = PluginStage.Urn("pinpoint:index:Campaign", "other"), ["properties"] = Campaign("nobody") });
        Assert.Contains("there is no push template 'nobody'", (string?)refused["error"]?["message"], StringComparison.Ordinal);
    }

    private static JsonObject Welcome() => new()
    {
        ["templateName"] = "welcome",
        ["templateDescription"] = "For who comes back",
        ["apns"] = new JsonObject { ["title"] = "Hello {{User.UserAttributes.First.Name}}", ["mediaUrl"] = "https://example.com/{{Id}}.png" },
        ["defaultMessage"] = new JsonObject { ["body"] = "Your basket is still there.", ["action"] = "OPEN_APP" },
        ["gcm"] = new JsonObject { ["rawContent"] = """{"data":{"to":"{{User.UserId}}"}}""" },
        ["defaultSubstitutions"] = new JsonObject { ["User.UserAttributes.First.Name"] = "friend" },
    };

    private static async Task<PushNotificationTemplateResponse> GetAsync(AmazonPinpointClient aws) =>
        (await aws.GetPushTemplateAsync(new() { TemplateName = "welcome" }, TestContext.Current.CancellationToken)).PushNotificationTemplateResponse;

    private static async Task<IEnumerable<string>> VersionsAsync(AmazonPinpointClient aws) =>
        (await aws.ListTemplateVersionsAsync(new() { TemplateName = "welcome", TemplateType = "push" },
            TestContext.Current.CancellationToken)).TemplateVersionsResponse.Item.Select(v => v.Version);
}
