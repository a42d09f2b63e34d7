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
        Assert.Equal(
            """{"tags.Team-Name":[2,false],"tags.a":[0,false],"tagsAll.Team-Name":[2,false],"tagsAll.a":[0,false]}""",
            Sorted(diff["detailed"]));
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

        // a new name is a new app
        diff = await stage.DiffAsync(made, made.With("name", "other"));
        Assert.Equal("""["name"]""", diff["replacesList"]?.ToJsonString());

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
            ["campaignHook"] = new JsonObject { ["mode"] = "X" },
            ["tags"] = new JsonObject { ["a.b"] = 1 },
            ["nmae"] = "x",
        });

        Assert.Equal(
            ["campaignHook.mode", "limits.daily", "limits.total", "name", "nmae", "tags[\"a.b\"]"],
            answer["failuresList"]!.AsArray().Select(f => f!["property"]!.ToString()).Order(StringComparer.Ordinal)); // every list is there, and every property
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
        Assert.Equal("{}", answer["properties"]?["tagsAll"]?.ToJsonString());
        var made = new Made(Urn, "id", [], new() { ["name"] = "a", ["tagsAll"] = new JsonObject { ["a"] = "1" } });
        var update = PluginStage.DiffRequest(made, new() { ["tags"] = new JsonObject { ["a"] = "2" } });
        update["preview"] = true;
        Assert.Equal("""{"a":"2"}""", (await stage.Plugin.DoneAsync("update", update))["properties"]?["tagsAll"]?.ToJsonString());
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
        Assert.Equal("pre-", (string?)prefixed.Outputs["namePrefix"]);
        Assert.Equal(1, (int?)(await stage.DiffAsync((await stage.RefreshAsync(prefixed))!, prefixed.Inputs))["changes"]); // it is there
    }

    [Fact]
    public async Task A_name_that_is_taken_out_stays_and_a_prefix_in_its_place_is_a_new_app()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var made = await stage.CreateAsync(Urn, new() { ["name"] = "shop" });

        var judged = (await stage.CheckAsync(Urn, [], made.Inputs))["inputs"]!.AsObject(); // checked inputs come back
        Assert.Equal("""{"__defaults":["name"],"name":"shop"}""", Sorted(judged));
        Assert.Equal(1, (int?)(await stage.DiffAsync(made, judged))["changes"]);
        var prefixed = (await stage.CheckAsync(Urn, new() { ["namePrefix"] = "pre-" }, made.Inputs))["inputs"]!.AsObject(); // likewise
        var diff = await stage.DiffAsync(made, prefixed);
        Assert.Equal(("""{"namePrefix":[1,false]}""", false), (diff["detailed"]?.ToJsonString(), (bool?)diff["deletebeforereplace"]));
    }

    [Fact]
    public async Task Settings_that_the_program_does_not_have_are_taken_away()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();
        var made = await stage.CreateAsync(Urn, new() { ["limits"] = new JsonObject { ["maximumDuration"] = 600, ["messagesPerSecond"] = 50 } });
        Assert.Equal("""{"lambdaFunctionName":"","mode":"","webUrl":""}""", Sorted(made.Outputs["campaignHook"]));
        Assert.Equal("""{"daily":0,"maximumDuration":600,"messagesPerSecond":50,"total":0}""", Sorted(made.Outputs["limits"]));
        Assert.Equal("""{"end":"","start":""}""", Sorted(made.Outputs["quietTime"]));
        var without = made.With("limits", null);

        var diff = await stage.DiffAsync(made, without);
        Assert.Equal("""{"limits.maximumDuration":[2,false],"limits.messagesPerSecond":[2,false]}""", Sorted(diff["detailed"]));
        made = await stage.UpdateAsync(made, without);
        Assert.Equal("""{"daily":0,"maximumDuration":0,"messagesPerSecond":0,"total":0}""", Sorted(made.Outputs["limits"]));

        await aws.UpdateApplicationSettingsAsync(new()
        {
            ApplicationId = made.Id,
            WriteApplicationSettingsRequest = new() { Limits = new() { MessagesPerSecond = 70 } },
        }, TestContext.Current.CancellationToken);
        var read = await stage.RefreshAsync(made);
        Assert.Null(read?.Inputs["limits"]);
        Assert.Equal("""{"limits.messagesPerSecond":[2,false]}""", (await stage.DiffAsync(read!, without))["detailed"]?.ToJsonString()); // it is there
        Assert.Equal("""{"messagesPerSecond":70}""", (await stage.ImportAsync(Urn, made.Id)).Inputs["limits"]?.ToJsonString());
    }

    [Fact]
    public async Task A_tag_of_the_settings_that_was_removed_by_hand_is_drift()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        using var aws = stage.Client();
        var config = stage.Config;
        config["defaultTags"] = """{"tags":{"team":"push"}}""";
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = config });
        var made = await stage.CreateAsync(Urn, new() { ["name"] = "shop" });
        await aws.UntagResourceAsync(new() { ResourceArn = (string?)made.Outputs["arn"], TagKeys = ["team"] }, TestContext.Current.CancellationToken);

        var read = await stage.RefreshAsync(made);

        Assert.NotNull(read);
        Assert.Equal("""{"tagsAll.team":[0,false]}""", (await stage.DiffAsync(read, made.Inputs))["detailed"]?.ToJsonString());
        Assert.Equal("""{"team":"push"}""", (await stage.UpdateAsync(read, made.Inputs)).Outputs["tagsAll"]?.ToJsonString());
    }

    [Fact]
    public async Task A_state_of_the_official_plugin_shows_no_difference()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var inputs = new JsonObject
        {
            ["__defaults"] = new JsonArray(),
            ["limits"] = new JsonObject { ["__defaults"] = new JsonArray(), ["maximumDuration"] = 600 },
            ["name"] = "shop",
        };
        var program = new JsonObject { ["name"] = "shop", ["limits"] = new JsonObject { ["maximumDuration"] = 600 } };
        var made = (await stage.CreateAsync(Urn, program)) with { Inputs = inputs };
        var judged = (await stage.CheckAsync(Urn, program, inputs))["inputs"]!.AsObject(); // checked inputs come back

        Assert.Equal(1, (int?)(await stage.DiffAsync(made, judged))["changes"]);
        Assert.Equal(inputs.ToJsonString(), Sorted((await stage.RefreshAsync(made))?.Inputs));
    }

    // an object
    private static string Sorted(JsonNode? node) => new JsonObject(node!.AsObject()
        .OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).ToJsonString();
}
