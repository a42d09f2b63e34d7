using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

/// <summary>What the server refuses is refused before anything is made, at the property that the program wrote.</summary>
public sealed partial class RefusedBeforeTests
{
    // The type, what is given beside what is right, and where the fault is told. X*3 is xxx; TAGS and CRITERIA are as many, CRITERIA*1*9 one of nine values.
    private static readonly (string Type, string Inputs, string Property)[] Wrong =
    [
        ("Campaign", """{"messageConfiguration":null}""", "messageConfiguration"),
        ("Campaign", """{"messageConfiguration":{}}""", "messageConfiguration"),
        ("Campaign", """{"messageConfiguration":{"apnsMessage":{},"gcmMessage":{}}}""", "messageConfiguration"),
        ("Campaign", """{"messageConfiguration":{"defaultMessage":{"title":" "}}}""", "messageConfiguration"),
        ("Campaign", """{"messageConfiguration":{"defaultMessage":{"body":"X*201"}}}""", "messageConfiguration.defaultMessage.body"),
        ("Campaign", """{"messageConfiguration":{"gcmMessage":{"body":"b","timeToLive":-1}}}""", "messageConfiguration.gcmMessage.timeToLive"),
        ("Campaign", """{"messageConfiguration":{"gcmMessage":{"silentPush":true,"jsonBody":"no"}}}""", "messageConfiguration.gcmMessage.jsonBody"),
        ("Campaign", """{"messageConfiguration":{"apnsMessage":{"rawContent":"no"}}}""", "messageConfiguration.apnsMessage.rawContent"),
        ("Campaign", """{"messageConfiguration":{"apnsMessage":{"title":"X*4200"}}}""", "messageConfiguration.apnsMessage"),
        ("Campaign", """{"templateConfiguration":{"pushTemplate":{"name":"t"}}}""", "messageConfiguration"),
        ("Campaign", """{"messageConfiguration":null,"templateConfiguration":{"pushTemplate":{"name":""}}}""", "templateConfiguration.pushTemplate.name"),
        ("Campaign", """{"schedule":{"startTime":"soon"}}""", "schedule.startTime"),
        ("Campaign", """{"schedule":{"startTime":"2036-01-01T09:00:00Z","timezone":"Europe/Berlin"}}""", "schedule.startTime"),
        ("Campaign", """{"schedule":{"startTime":"2036-01-01T09:00:00Z","endTime":"soon"}}""", "schedule.endTime"),
        ("Campaign", """{"schedule":{"startTime":"2036-01-01T09:00:00Z","endTime":"2035-01-01T09:00:00Z"}}""", "schedule.endTime"),
        ("Campaign", """{"limits":{"messagesPerSecond":20001}}""", "limits.messagesPerSecond"),
        ("Campaign", """{"limits":{"maximumDuration":59}}""", "limits.maximumDuration"),
        ("Campaign", """{"limits":{"daily":101}}""", "limits.daily"),
        ("Campaign", """{"limits":{"total":1}}""", "limits.total"),
        ("Campaign", """{"segmentId":""}""", "segmentId"),
        ("Campaign", """{"tags":"TAGS*60"}""", "tags"),
        ("Campaign", """{"tags":"TAGS*48","run":"r","maxAudience":5}""", "tags"),
        ("Campaign", """{"tags":{"aws:team":"a"}}""", "tags"),
        ("Campaign", """{"tags":{"team!":"a"}}""", "tags"),
        ("Campaign", """{"tags":{"team":"X*257"}}""", "tags.team"),
        ("Segment", """{"dimensions":{"attributes":{"a":{"attributeType":"BETWEEN","values":["2026-01-01"]}}}}""", "dimensions.attributes.a.values"),
        ("Segment", """{"dimensions":{"userAttributes":{"a":{"attributeType":"BEFORE","values":["soon"]}}}}""", "dimensions.userAttributes.a.values"),
        ("Segment", """{"dimensions":{"attributes":{"a":{"values":["b"]}},"demographic":{"make":{"values":[]}}}}""", "dimensions.demographic.make.values"),
        ("Segment", """{"dimensions":{"attributes":"CRITERIA*101*1"}}""", ""),
        ("Segment", """{"dimensions":{"attributes":"CRITERIA*1*10001"}}""", ""),
        ("Segment", """{"dimensions":null,"everyone":true,"segmentGroups":{"groups":[]}}""", "segmentGroups.groups"),
        ("Segment", """{"dimensions":null,"segmentGroups":{"groups":[{"sourceSegments":[{"id":""}]}]}}""", "segmentGroups.groups[0].sourceSegments"),
        ("Segment", """{"dimensions":{"location":{"country":{"values":["DE"]}}},"segmentGroups":{"groups":[{"type":"ALL"}]}}""", "dimensions"),
        ("Segment", """{"tags":"TAGS*50"}""", "tags"),
        ("PushTemplate", """{"defaultMessage":null}""", "defaultMessage"),
        ("PushTemplate", """{"templateName":"a b"}""", "templateName"),
        ("PushTemplate", """{"apns":{"rawContent":"[]"}}""", "apns.rawContent"),
        ("PushTemplate", """{"apns":{"body":"{{#if User.UserId}}b{{/if}}"}}""", "apns.body"),
        ("PushTemplate", """{"gcm":{"title":"{{upper User.UserId}}"}}""", "gcm.title"),
        ("PushTemplate", """{"apns":{"title":"X*2001"}}""", "apns.title"),
        ("PushTemplate", """{"defaultMessage":{"url":"X*2001"}}""", "defaultMessage.url"),
        ("PushTemplate", """{"gcm":{"imageUrl":"X*4001"}}""", "gcm.imageUrl"),
        ("PushTemplate", """{"tags":"TAGS*60"}""", "tags"),
    ];

    [Fact]
    public async Task What_the_server_refuses_is_refused_by_Check_with_a_path()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var segment = await stage.CreateAsync(Urn("Segment"), Given("Segment", "{}", app, ""));
        var id = (string?)segment.Outputs["segmentId"] ?? "";
        List<string> wrong = [];
        foreach (var (type, inputs, property) in Wrong)
        {
            var given = Given(type, inputs, app, id);
            var answer = await stage.CheckAsync(Urn(type), given);
            var made = await stage.Plugin.CallAsync("create", new() { ["urn"] = Urn(type, "other"), ["properties"] = given.DeepClone() }); // unchecked
            var told = answer["failuresList"]!.AsArray().Select(f => f!["property"]!.ToString()).Distinct().ToArray(); // the driver fills in every list
            var isRight = made["error"]?["code"]?.GetValue<int>() == 3 && told is [var path] && path == property; // INVALID_ARGUMENT: the server's 400
            wrong.AddRange(isRight ? [] : [$"{type} {inputs}: {answer["failuresList"]} {made}"]);
        }

        Assert.Empty(wrong);
        foreach (var type in new[] { "Campaign", "PushTemplate" })
        {
            await stage.CreateAsync(Urn(type), Given(type, "{}", app, id)); // what is right is taken
        }
    }

    [Fact]
    public async Task What_is_not_there_or_has_passed_is_refused_in_a_preview_all_at_once()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var segment = await stage.CreateAsync(Urn("Segment"), Given("Segment", "{}", app, ""));
        var id = (string?)segment.Outputs["segmentId"] ?? "";
        foreach (var (type, inputs, told) in new[]
        {
            ("Campaign", """{"segmentId":"none"}""", $"segmentId: app '{app}' has no segment 'none'."),
            ("Campaign", """{"segmentVersion":2}""", $"segmentId: app '{app}' has no segment '{id}' with a version 2."),
            ("Campaign", """{"segmentId":"none","messageConfiguration":null,"templateConfiguration":{"pushTemplate":{"name":"none"}}}""",
                $"segmentId: app '{app}' has no segment 'none'.\ntemplateConfiguration.pushTemplate.name: there is no push template 'none'. If this program "
                + "makes it, take the name from the template's output templateName, so that it is made first."),
            ("Campaign", """{"schedule":{"startTime":"2020-01-01T09:00:00Z","endTime":"2021-01-01T09:00:00Z"},"isPaused":true}""",
                "schedule.startTime: 2020-01-01T09:00:00Z has passed. Give a time to come, or remove the campaign from the program.\n"
                + "schedule.endTime: 2021-01-01T09:00:00Z has passed. Give a time to come, or leave it out."),
            ("Segment", """{"dimensions":null,"segmentGroups":{"groups":[{"sourceSegments":[{"id":"none"},{"id":"nobody"}]}]}}""",
                $"segmentGroups.groups[0].sourceSegments[0].id: app '{app}' has no segment 'none'.\n"
                + $"segmentGroups.groups[0].sourceSegments[1].id: app '{app}' has no segment 'nobody'."),
        })
        {
            var answer = await stage.CheckAsync(Urn(type, "other"), Given(type, inputs, app, id));
            var (_, message) = await stage.Plugin.RefusedAsync(
                "create", new() { ["urn"] = Urn(type, "other"), ["properties"] = answer["inputs"]?.DeepClone(), ["preview"] = true });
            Assert.Contains(told, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_template_of_the_program_counts_as_there_and_so_does_one_of_the_server()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        var segment = await stage.CreateAsync(Urn("Segment"), Given("Segment", "{}", app, ""));
        await aws.CreatePushTemplateAsync(new()
        {
            TemplateName = "of-the-server",
            PushNotificationTemplateRequest = new() { Default = new() { Body = "b" } },
        }, TestContext.Current.CancellationToken);

        await stage.CheckAsync(Urn("PushTemplate"), Given("PushTemplate", "{}", app, ""));
        foreach (var (template, refused) in new[] { ("t", false), ("of-the-server", false), ("of-nobody", true) })
        {
            var inputs = """{"messageConfiguration":null,"templateConfiguration":{"pushTemplate":{"name":"NAME"}}}"""
                .Replace("NAME", template, StringComparison.Ordinal);
            var answer = await stage.CheckAsync(Urn("Campaign"), Given("Campaign", inputs, app, (string?)segment.Outputs["segmentId"] ?? ""));
            var made = await stage.Plugin.CallAsync(
                "create", new() { ["urn"] = Urn("Campaign"), ["properties"] = answer["inputs"]?.DeepClone(), ["preview"] = true });
            Assert.True(made["error"] is not null == refused, made.ToJsonString());
        }
    }

    [Theory]
    [InlineData("Campaign")]
    [InlineData("Segment")]
    public async Task A_stack_that_is_wholly_new_is_refused_without_keys_or_a_server(string type)
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        var nowhere = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_PINPOINT"] = "http://127.0.0.1:9" };
        foreach (var (environment, keys, told) in new[]
        {
            (PluginStage.Environment(stage.Server), new JsonObject(), "no call could be made to"),
            (PluginStage.Environment(stage.Server), new JsonObject { ["accessKey"] = "other", ["secretKey"] = "other" }, "HTTP 403"),
            (nowhere, stage.Config, "cannot be reached"),
        })
        {
            keys["region"] = PluginStage.Region;
            await using var plugin = await PluginDriver.StartAsync("pulumi-resource-pinpoint", environment);
            await plugin.DoneAsync("configure", new() { ["args"] = keys });
            var (_, message) = await plugin.RefusedAsync("create", new()
            {
                ["urn"] = Urn(type),
                ["properties"] = Given(type, "{}", PluginStage.Unknown, PluginStage.Unknown),
                ["preview"] = true,
            });
            Assert.Contains(told, message, StringComparison.Ordinal);
        }
    }

    private static string Urn(string type, string name = "judged") => PluginStage.Urn($"pinpoint:index:{type}", name);

    private static JsonObject Given(string type, string inputs, string app, string segment)
    {
        var given = type switch
        {
            "Campaign" => new JsonObject
            {
                ["applicationId"] = app,
                ["segmentId"] = segment,
                ["schedule"] = new JsonObject { ["startTime"] = "2036-01-01T09:00:00Z" },
                ["messageConfiguration"] = new JsonObject { ["defaultMessage"] = new JsonObject { ["body"] = "b" } },
            },
            "Segment" => new JsonObject
            {
                ["applicationId"] = app,
                ["dimensions"] = new JsonObject { ["attributes"] = new JsonObject { ["a"] = new JsonObject { ["values"] = new JsonArray("b") } } },
            },
            _ => new JsonObject { ["templateName"] = "t", ["defaultMessage"] = new JsonObject { ["body"] = "b" } },
        };
        foreach (var (name, value) in JsonNode.Parse(Much().Replace(inputs, Expand))!.AsObject()) // an object
        {
            given.Remove(name);
            if (value is not null)
            {
                given[name] = value.DeepClone();
            }
        }

        return given;
    }

    [GeneratedRegex(@"""?(X|TAGS|CRITERIA)\*(\d+)(?:\*(\d+))?""?")]
    private static partial Regex Much();

    private static string Expand(Match much)
    {
        var (count, values) = (int.Parse(much.Groups[2].Value, CultureInfo.InvariantCulture), much.Groups[3].Value);
        return much.Groups[1].Value == "X" ? much.Value.Replace($"X*{count}", new string('x', count), StringComparison.Ordinal)
            : new JsonObject(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"n{i}", values.Length == 0 ? "v" : Criterion(values)))).ToJsonString();
    }

    private static JsonNode? Criterion(string values) => new JsonObject
    {
        ["values"] = new JsonArray([.. Enumerable.Range(0, int.Parse(values, CultureInfo.InvariantCulture)).Select(v => (JsonNode)$"{v}")]),
    };
}
