using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests;

/// <summary>
/// An update keeps what it leaves out, in every resource, member by member: whoever adds a member to the contract hears of it. Endpoints, which are merged
/// deeper, have tests of their own.
/// </summary>
public sealed class UpdateTests(Stage stage) : IClassFixture<Stage>
{
    // Of the moment of the change.
    private static readonly string[] NotKept = ["LastModifiedDate", "Version", "State"];

    // What a resource is made of, and each member with another value.
    private static readonly Dictionary<string, (string Full, string Changes)> Kinds = new()
    {
        ["campaigns"] = (
            """
            {"Name":"n","Description":"d","SegmentId":"SEGMENT","SegmentVersion":1,"Limits":{"MessagesPerSecond":50},"IsPaused":true,"Priority":2,
             "TreatmentName":"t","TreatmentDescription":"td","Schedule":{"IsLocalTime":false,"StartTime":"2036-01-01T00:00:00Z","Timezone":"UTC"},
             "MessageConfiguration":{"APNSMessage":{"Title":"T"}}}
            """,
            """
            {"Name":"other","Description":"other","SegmentVersion":2,"Limits":{"MaximumDuration":60},"IsPaused":false,"Priority":3,
             "TreatmentName":"other","TreatmentDescription":"other","Schedule":{"IsLocalTime":false,"StartTime":"2037-01-01T00:00:00Z","Timezone":"UTC"},
             "MessageConfiguration":{"GCMMessage":{"Title":"T"}}}
            """),
        ["segments"] = (
            """{"Name":"n","Dimensions":{"Attributes":{"Plan":{"AttributeType":"INCLUSIVE","Values":["pro"]}}}}""",
            """{"Name":"other","Dimensions":{"Location":{"Country":{"Values":["DE"]}}}}"""),
        ["templates"] = (
            """{"APNS":{"Title":"a"},"GCM":{"Title":"g"},"Default":{"Body":"b"},"DefaultSubstitutions":"{\"x\":\"y\"}","TemplateDescription":"d"}""",
            """{"APNS":{"Body":"o"},"GCM":{"Body":"o"},"Default":{"Title":"o"},"DefaultSubstitutions":"{\"o\":\"o\"}","TemplateDescription":"other"}"""),
        ["settings"] = ("""{"Limits":{"MessagesPerSecond":50}}""", """{"Limits":{"MaximumDuration":60}}"""),
    };

    public static TheoryData<string, string> Members => [.. Kinds.SelectMany(k => Object(k.Value.Changes).Select(m => (k.Key, m.Key)))];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Update_WithThatMemberAlone_ChangesItAndNothingElse(string kind, string member)
    {
        using var http = new SignedHttp(stage.Server);
        var path = await MadeAsync(http, kind);
        var (before, change) = (await ReadAsync(http, path), Object(Kinds[kind].Changes)[member]!); // Members come from Changes

        await UpdatedAsync(http, path, new JsonObject { [member] = change.DeepClone() });

        var after = await ReadAsync(http, path);
        Assert.Equal(before.Select(m => m.Key).Order(StringComparer.Ordinal), after.Select(m => m.Key).Order(StringComparer.Ordinal));
        foreach (var (name, value) in before.Where(m => !NotKept.Contains(m.Key)))
        {
            Assert.Equal($"{name} {(name == member ? change : value)?.ToJsonString()}", $"{name} {after[name]?.ToJsonString()}");
        }
    }

    [Theory]
    [InlineData("campaigns")]
    [InlineData("segments")]
    [InlineData("templates")]
    [InlineData("settings")]
    public async Task Update_WithNothing_ChangesNothing(string kind)
    {
        using var http = new SignedHttp(stage.Server);
        var path = await MadeAsync(http, kind);
        var before = await ReadAsync(http, path);

        foreach (var update in new[] { "{}", """{"tags":{"team":"other"}}""" }) // as with Pinpoint, an update changes no tags
        {
            await UpdatedAsync(http, path, Object(update));
        }

        var after = await ReadAsync(http, path);
        Array.ForEach(NotKept, m => Assert.Equal(before.Remove(m), after.Remove(m)));
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [InlineData("campaigns", """{"Description":"","Limits":{},"TreatmentName":""}""", "Description", "TreatmentName")]
    [InlineData("templates", """{"APNS":{},"GCM":{},"DefaultSubstitutions":"","TemplateDescription":""}""",
        "APNS", "GCM", "DefaultSubstitutions", "TemplateDescription")]
    public async Task Update_WithEmptyTextsAndParts_TakesThemAway(string kind, string update, params string[] gone)
    {
        using var http = new SignedHttp(stage.Server);
        var path = await MadeAsync(http, kind);

        await UpdatedAsync(http, path, Object(update));

        var after = await ReadAsync(http, path);
        Assert.DoesNotContain(after, m => gone.Contains(m.Key));
        Assert.Equal("{}", after["Limits"]?.ToJsonString() ?? "{}");
    }

    [Fact]
    public async Task UpdateSegment_WithEmptyDimensions_IsEverybodyAndGroupsTakeTheirPlace()
    {
        using var http = new SignedHttp(stage.Server);
        var path = await MadeAsync(http, "segments");

        await UpdatedAsync(http, path, Object("""{"Dimensions":{}}"""));
        Assert.Equal("{}", (await ReadAsync(http, path))["Dimensions"]?.ToJsonString());

        await UpdatedAsync(http, path, Object("""{"SegmentGroups":{"Groups":[{"Type":"ANY"}]}}"""));
        var after = await ReadAsync(http, path);
        Assert.Equal((null, """{"Groups":[{"Type":"ANY"}]}"""), (after["Dimensions"], after["SegmentGroups"]?.ToJsonString()));
    }

    [Fact]
    public async Task UpdateCampaign_WithATemplate_SendsThatInPlaceOfItsMessage()
    {
        using var http = new SignedHttp(stage.Server);
        var path = await MadeAsync(http, "campaigns");
        await stage.TemplateAsync("in-place", "x");

        await UpdatedAsync(http, path, Object("""{"TemplateConfiguration":{"PushTemplate":{"Name":"in-place"}}}"""));

        var after = await ReadAsync(http, path);
        Assert.Equal((null, """{"PushTemplate":{"Name":"in-place"}}"""), (after["MessageConfiguration"], after["TemplateConfiguration"]?.ToJsonString()));
    }

    [Theory]
    [InlineData("campaigns")]
    [InlineData("segments")]
    [InlineData("templates")]
    public async Task Update_WithATagThatTheServerActsOn_IsRefusedAndNotLost(string kind)
    {
        using var http = new SignedHttp(stage.Server);
        var path = await MadeAsync(http, kind);

        var (status, body) = await http.SendAsync("PUT", path, """{"tags":{"pinpush:max-audience":"5"}}""");

        Assert.Equal(400, status);
        Assert.Contains("tags.pinpush:max-audience is another one than the resource has", body, StringComparison.Ordinal);
    }

    // Gives the path that is updated.
    private async Task<string> MadeAsync(SignedHttp http, string kind)
    {
        var app = await stage.AppAsync();
        var segment = await stage.SegmentAsync(app);
        await stage.ChangeAsync(app, segment, new() { Name = "second" });
        var full = Object(Kinds[kind].Full.Replace("SEGMENT", segment, StringComparison.Ordinal));
        full["tags"] = kind == "settings" ? null : new JsonObject { ["team"] = "push" };
        var path = kind switch { "settings" => $"/v1/apps/{app}/settings", "templates" => $"/v1/templates/t{app}/push", _ => $"/v1/apps/{app}/{kind}" };
        var (status, body) = await http.SendAsync(kind == "settings" ? "PUT" : "POST", path, full.ToJsonString());
        Assert.True(status is 200 or 201, body);
        return kind is "settings" or "templates" ? path : $"{path}/{Object(body)["Id"]}";
    }

    private static async Task UpdatedAsync(SignedHttp http, string path, JsonObject update)
    {
        var (status, body) = await http.SendAsync("PUT", path, update.ToJsonString());
        Assert.True(status is 200 or 202, body);
    }

    private static async Task<JsonObject> ReadAsync(SignedHttp http, string path) => Object((await http.GetAsync(path)).Body);

    private static JsonObject Object(string json) => (JsonObject)JsonNode.Parse(json)!; // an object
}
