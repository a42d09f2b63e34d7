using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Tests;

namespace Pinpush.AwsProvider.Tests.Apps;

public sealed class AppTests
{
    private const string Type = "aws:pinpoint/app:App";
    private static readonly string Urn = PluginStage.Urn(Type, "shop");

    [Fact]
    public async Task Lives_from_create_to_delete_with_its_settings_and_tags()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();
        var made = await stage.CreateAsync(Urn,
            new() { ["limits"] = new JsonObject { ["messagesPerSecond"] = 100 }, ["tags"] = new JsonObject { ["Team-Name"] = "push" } });

        Assert.Matches("^shop-[0-9a-f]{7}$", made.Inputs["name"]!.ToString()); // checked inputs have a name
        Assert.Equal(made.Id, (string?)made.Outputs["applicationId"]);
        Assert.Equal($"arn:aws:mobiletargeting:eu-central-1:000000000000:apps/{made.Id}", (string?)made.Outputs["arn"]);
        Assert.Equal("""{"Team-Name":"push"}""", made.Outputs["tagsAll"]?.ToJsonString());
        var settings =
            (await aws.GetApplicationSettingsAsync(new() { ApplicationId = made.Id }, TestContext.Current.CancellationToken)).ApplicationSettingsResource;
        Assert.Equal(100, settings.Limits.MessagesPerSecond);

        // the same code again, and a refresh, show nothing
        var again = await stage.CheckAsync(Urn,
            new() { ["limits"] = new JsonObject { ["messagesPerSecond"] = 100 }, ["tags"] = new JsonObject { ["Team-Name"] = "push" } }, made.Inputs);
        Assert.True(JsonNode.DeepEquals(made.Inputs, again["inputs"]), again.ToJsonString());
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.Inputs))["changes"]);
        var read = await stage.RefreshAsync(made);
        Assert.True(JsonNode.DeepEquals(made.Inputs, read?.Inputs) && JsonNode.DeepEquals(made.Outputs, read?.Outputs), read?.ToString());

        // an update in place
        var tagged = made.With("tags", new JsonObject { ["a"] = "1" });
        var diff = await stage.DiffAsync(made, tagged);
        Assert.Equal("""{"tags.Team-Name":[2,true],"tags.a":[0,true]}""", diff["detailed"]?.ToJsonString());
        Assert.Empty(diff["replacesList"]!.AsArray()); // the driver fills in every list
        made = await stage.UpdateAsync(made, tagged);
        Assert.Equal(["a"], (await aws.GetAppAsync(new() { ApplicationId = made.Id }, TestContext.Current.CancellationToken)).ApplicationResponse.Tags.Keys);

        // drift
        await aws.TagResourceAsync(new() { ResourceArn = (string?)made.Outputs["arn"], TagsModel = new() { Tags = new() { ["by-hand"] = "x" } } },
            TestContext.Current.CancellationToken);
        await aws.UpdateApplicationSettingsAsync(new()
        {
            ApplicationId = made.Id,
            WriteApplicationSettingsRequest = new() { Limits = new() { MessagesPerSecond = 200 } },
        }, TestContext.Current.CancellationToken);
        read = await stage.RefreshAsync(made);
        Assert.Equal("""{"a":"1","by-hand":"x"}""", read?.Inputs["tags"]?.ToJsonString());
        Assert.Equal(200, (int?)read?.Inputs["limits"]?["messagesPerSecond"]);

        // a new name is a new app; a block that is left out stays as it is
        diff = await stage.DiffAsync(made, made.With("name", "other"));
        Assert.Equal("""["name"]""", diff["replacesList"]?.ToJsonString());
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.With("limits", null)))["changes"]);

        await stage.DeleteAsync(made);
        await stage.DeleteAsync(made); // gone already
        Assert.Null(await stage.RefreshAsync(made));
    }

    [Fact]
    public async Task Is_found_again_by_its_key_and_name()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();
        for (var i = 0; i < 101; i++) // it is on the second page
        {
            await aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = $"other-{i}" } }, TestContext.Current.CancellationToken);
        }

        JsonObject Program(string name, string key) => new() { ["name"] = name, ["tags"] = new JsonObject { ["pinpush:key"] = key, ["team"] = "push" } };
        var first = await stage.CreateAsync(Urn, Program("shop", "pinpush::dev::app"));
        await aws.UntagResourceAsync(new() { ResourceArn = (string?)first.Outputs["arn"], TagKeys = ["team"] }, TestContext.Current.CancellationToken);

        var second = await stage.CreateAsync(Urn, Program("shop", "pinpush::dev::app")); // the state was lost

        Assert.Equal(first.Id, second.Id);
        Assert.Equal("push",
            (await aws.GetAppAsync(new() { ApplicationId = first.Id }, TestContext.Current.CancellationToken)).ApplicationResponse.Tags["team"]);
        Assert.NotEqual(first.Id, (await stage.CreateAsync(Urn, Program("shop", "pinpush::prod::app"))).Id);
        var renamed = await stage.Plugin.RefusedAsync("create", new() { ["urn"] = Urn, ["properties"] = Program("shop2", "pinpush::dev::app") });
        // by the server, whatever the plugin looks for
        Assert.Contains($"is that of {(string?)first.Outputs["arn"]}", renamed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("namePrefix")]
    public async Task Is_found_again_by_its_key_when_its_name_is_made_up(string made)
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var program = new JsonObject { ["tags"] = new JsonObject { ["pinpush:key"] = "shop/dev/app" } };
        if (made == "namePrefix")
        {
            program[made] = "shop-";
        }

        var first = await stage.CreateAsync(Urn, program);

        // The state was lost, and with it the name.
        var again = await stage.Plugin.DoneAsync("create", new() { ["urn"] = Urn, ["properties"] = first.With(made, "shop-") });

        Assert.Equal((first.Id, (string?)first.Outputs["name"]), ((string?)again["id"], (string?)again["properties"]?["name"]));
    }

    [Fact]
    public async Task Is_imported_by_its_application_id()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();
        var app = (await aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "known", Tags = new() { ["k"] = "v" } } },
            TestContext.Current.CancellationToken)).ApplicationResponse;

        var made = await stage.ImportAsync(Urn, app.Id);

        Assert.Equal("""{"__defaults":[],"name":"known","tags":{"k":"v"}}""", made.Inputs.ToJsonString());
        var wanted = await stage.CheckAsync(Urn, new() { ["name"] = "known", ["tags"] = new JsonObject { ["k"] = "v" } }, made.Inputs);
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, wanted["inputs"]!.AsObject()))["changes"]); // checked inputs come back
    }

    [Fact]
    public async Task Tells_every_fault_at_once_with_its_path()
    {
        await using var stage = await PluginStage.StartAsync("aws");

        var answer = await stage.CheckAsync(Urn, new()
        {
            ["name"] = "a",
            ["namePrefix"] = "b",
            ["limits"] = new JsonObject { ["daily"] = 101, ["total"] = "3" },
            ["tags"] = new JsonObject { ["a.b"] = 1 },
            ["nmae"] = "x",
        });

        Assert.Equal(["limits.daily", "limits.total", "name", "nmae", "tags[\"a.b\"]"], answer["failuresList"]!.AsArray() // the driver fills in every list
            .Select(f => f!["property"]!.ToString()).Order(StringComparer.Ordinal)); // a failure has a property
    }

    [Fact]
    public async Task Keeps_an_app_whose_settings_were_refused()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var judged = await stage.CheckAsync(Urn, new() { ["quietTime"] = new JsonObject { ["start"] = "22:00", ["end"] = "06:00" } });

        // checked inputs come back
        var answer = await stage.Plugin.CallAsync("create", new() { ["urn"] = Urn, ["properties"] = judged["inputs"]!.DeepClone() });

        Assert.Contains("QuietTime", (string?)answer["error"]?["message"], StringComparison.Ordinal);
        Assert.Equal((string?)answer["error"]?["half"]?["id"], (string?)answer["error"]?["half"]?["properties"]?["applicationId"]);
        Assert.NotNull(answer["error"]?["half"]?["id"]);
    }

    [Fact]
    public async Task A_preview_calls_nothing_and_tells_what_is_not_known()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();

        var answer = await stage.Plugin.DoneAsync("create", new() { ["urn"] = Urn, ["properties"] = new JsonObject { ["name"] = "a" }, ["preview"] = true });

        Assert.Equal(("", PluginStage.Unknown, "a"),
            ((string?)answer["id"], (string?)answer["properties"]?["applicationId"], (string?)answer["properties"]?["name"]));
        Assert.Empty((await aws.GetAppsAsync(new(), TestContext.Current.CancellationToken)).ApplicationsResponse.Item);
    }

    [Fact]
    public async Task Names_follow_the_engines_pattern()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        async Task<JsonObject> CheckAsync(int mode, string proposed) => await stage.Plugin.DoneAsync("check", new()
        {
            ["urn"] = Urn,
            ["news"] = new JsonObject(),
            ["olds"] = new JsonObject(),
            ["autonaming"] = new JsonObject { ["mode"] = mode, ["proposedName"] = proposed },
        });

        Assert.Equal("dev-shop", (string?)(await CheckAsync(1, "dev-shop"))["inputs"]?["name"]);
        Assert.Contains("switched off", (await CheckAsync(2, "")).ToJsonString(), StringComparison.Ordinal);
        var prefixed = await stage.CreateAsync(Urn, new() { ["namePrefix"] = "pre-" });
        Assert.Matches("^pre-.{26}$", (string?)prefixed.Outputs["name"]);
        Assert.Equal(1, (int?)(await stage.DiffAsync((await stage.RefreshAsync(prefixed))!, prefixed.Inputs))["changes"]); // it is there
    }
}
