using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

public sealed class ContractRulesTests
{
    private const string NotServed = """{"limits":{"daily":1}}""";

    // Nothing is wrong with these.
    private static readonly Dictionary<string, string> Right = new()
    {
        ["Campaign"] = """
            {"applicationId":"a","segmentId":"s","schedule":{"startTime":"2036-01-01T09:00:00"},"messageConfiguration":{"defaultMessage":{"body":"b"}}}
            """,
        ["Segment"] = """{"applicationId":"a"}""",
        ["PushTemplate"] = """{"templateName":"t"}""",
    };

    [Theory]
    [InlineData("Campaign", """{"messageConfiguration":null}""", "messageConfiguration", "MessageConfiguration is missing.")]
    [InlineData(
        "Campaign", """{"templateConfiguration":{"pushTemplate":{"name":"t"}}}""", "messageConfiguration",
        "MessageConfiguration and TemplateConfiguration.PushTemplate are both given; give one of them.")]
    [InlineData(
        "Campaign", """{"schedule":{"startTime":"01/02/2036"}}""", "schedule.startTime",
        "Schedule.StartTime '01/02/2036' with Timezone '' is neither IMMEDIATE nor an ISO 8601 time with a zone such as UTC+05:30.")]
    [InlineData("Campaign", """{"limits":{"total":101}}""", "limits.total", "Limits.Total is 101; it may be 0 (no cap) to 100.")]
    [InlineData(
        "Campaign", """{"messageConfiguration":{"apnsMessage":{"timeToLive":-1}}}""", "messageConfiguration.apnsMessage.timeToLive",
        "MessageConfiguration.APNSMessage.TimeToLive is -1; it is 0 (one attempt) or more seconds.")]
    [InlineData(
        "Segment", """{"dimensions":{"attributes":{"Plan.Name":{"attributeType":"BETWEEN","values":["2026-01-01"]}}}}""",
        """dimensions.attributes["Plan.Name"].values""", "Dimensions.Attributes.Plan.Name.Values has 1 values; BETWEEN takes two, from and to.")]
    [InlineData(
        "Segment", """{"segmentGroups":{"groups":[{"dimensions":[{"demographic":{"make":{"values":["a"]},"model":{"values":[]}}}]}]}}""",
        "segmentGroups.groups[0].dimensions[0].demographic.model.values",
        "SegmentGroups.Groups[0].Dimensions[0].Demographic.Model.Values is missing, empty or has a null: give at least one value.")]
    [InlineData("PushTemplate", "{}", "defaultMessage", "The template has no content: give Default, APNS or GCM.")]
    [InlineData(
        "PushTemplate", """{"gcm":{"rawContent":"no"}}""", "gcm.rawContent",
        "GCM.RawContent is not JSON (line 1, byte 2), and has to be an object. "
        + """Where it has variables, they stand inside its texts: {"name":"{{User.UserId}}"}.""")]
    [InlineData(
        "Campaign", """{"messageConfiguration":{"defaultMessage":{"jsonBody":"[1]"}}}""", "messageConfiguration.defaultMessage.jsonBody",
        "MessageConfiguration.DefaultMessage.JsonBody is a JSON Array, and has to be an object. "
        + """Where it has variables, they stand inside its texts: {"name":"{{User.UserId}}"}.""")]
    public async Task A_fault_is_told_at_the_property_that_the_program_wrote(string type, string inputs, string property, string reason)
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");

        Assert.Equal([(property, reason)], await FaultsAsync(stage, type, inputs));
    }

    [Theory]
    [InlineData("Campaign", """{"schedule":{"startTime":"2036-01-01T09:00:00","timezone":"UNKNOWN"}}""")]
    [InlineData("Campaign", """{"schedule":"UNKNOWN"}""")]
    [InlineData("Campaign", """{"schedule":null,"sendImmediately":"UNKNOWN","isPaused":true}""")]
    [InlineData("Campaign", """{"messageConfiguration":null,"templateConfiguration":"UNKNOWN"}""")]
    [InlineData("Campaign", """{"messageConfiguration":"UNKNOWN","limits":{"messagesPerSecond":"UNKNOWN"}}""")]
    [InlineData("Segment", """{"dimensions":{"attributes":{"a":{"attributeType":"BEFORE","values":["UNKNOWN"]},"b":"UNKNOWN"}}}""")]
    [InlineData("Segment", """{"segmentGroups":{"groups":[{"sourceSegments":[{"id":"UNKNOWN"}]}]}}""")]
    [InlineData("Segment", """{"segmentGroups":{"groups":"UNKNOWN"}}""")]
    [InlineData("PushTemplate", """{"apns":"UNKNOWN"}""")]
    public async Task An_unknown_value_is_not_at_fault(string type, string inputs)
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");

        Assert.Empty(await FaultsAsync(stage, type, inputs));
    }

    [Fact]
    public async Task What_is_known_is_judged_beside_an_unknown()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        var inputs = """{"segmentId":"UNKNOWN","schedule":{"startTime":"soon","timezone":"UNKNOWN"}}""";

        Assert.Equal(["schedule.startTime"], (await FaultsAsync(stage, "Campaign", inputs)).Select(f => f.Property));
    }

    [Fact]
    public async Task What_its_shape_refuses_is_told_once_and_the_rest_is_judged()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        var inputs = """{"apns":{"action":"JUMP","rawContent":"no"}}""";

        Assert.Equal(["apns.action", "apns.rawContent"], (await FaultsAsync(stage, "PushTemplate", inputs)).Select(f => f.Property));
    }

    [Fact]
    public async Task What_the_server_does_not_serve_is_at_fault_where_a_server_is_called()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");

        Assert.Equal(["limits.daily"], (await FaultsAsync(stage, "Campaign", NotServed)).Select(f => f.Property));
    }

    [Fact]
    public async Task What_AWS_serves_is_not_at_fault_where_AWS_is_called()
    {
        await using var stage = await PluginStage.StartAsync("pinpoint");
        var config = stage.Config;
        config["endpoint"] = "https://pinpoint.eu-central-1.amazonaws.com";
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = config });

        Assert.Empty(await FaultsAsync(stage, "Campaign", NotServed));
    }

    /// <param name="inputs">In place of what is right; UNKNOWN is a value that is not known.</param>
    private static async Task<(string Property, string Reason)[]> FaultsAsync(PluginStage stage, string type, string inputs)
    {
        var given = JsonNode.Parse(Right[type])!.AsObject(); // an object
        foreach (var (name, value) in JsonNode.Parse(inputs.Replace("UNKNOWN", PluginStage.Unknown, StringComparison.Ordinal))!.AsObject()) // likewise
        {
            given[name] = value?.DeepClone();
        }

        var answer = await stage.CheckAsync(PluginStage.Urn($"pinpoint:index:{type}", "judged"), given);
        return [.. answer["failuresList"]!.AsArray().Select(f => (f!["property"]!.ToString(), f["reason"]!.ToString()))]; // the driver fills in every list
    }
}
