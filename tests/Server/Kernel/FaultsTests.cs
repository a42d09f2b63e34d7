using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Contract;

namespace Pinpush.Server.Tests.Kernel;

/// <summary>A 400 tells its faults as data: no client has to read the sentence.</summary>
public sealed class FaultsTests(Stage stage) : IClassFixture<Stage>, IAsyncLifetime
{
    private readonly SignedHttp http = new(stage.Server);
    private string app = "";

    public async ValueTask InitializeAsync() => app = await stage.AppAsync();

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Batch_FaultsOfItems_HaveTheirPlaceAndTheMemberInTheItem()
    {
        var error = await RefusedAsync("PUT", "endpoints",
            """{"Item":[{"Id":"a","Address":"x","ChannelType":"GCM"},{"Id":"b","Address":""},{"User":{"UserAttributes":{"":[]}}}]}""");

        Assert.Equal(
            [
                new("Address", "Address is empty.") { Index = 1 },
                new("Id", "Id is missing: an endpoint needs an id.") { Index = 2 },
                new("User.UserAttributes", "User.UserAttributes: the name '' has 0 characters; 1 to 50 are allowed.") { Index = 2 },
            ],
            error.Faults);
        Assert.StartsWith("Item[1]: Address is empty. Item[2]: Id is missing: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("""{"x":""", "}")]
    public async Task Body_NestedTooDeep_IsRefusedWithTheBound(string open, string close)
    {
        var nested = string.Concat(Enumerable.Repeat(open, 2000)) + "1" + string.Concat(Enumerable.Repeat(close, 2000));

        var error = await RefusedAsync("PUT", "endpoints", $$"""{"unknown":{{nested}}}""");

        Assert.Contains("depth of 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_ItemThatCannotBeWritten_HasItsPlace()
    {
        var error = await RefusedAsync("PUT", "endpoints", """{"Item":[{"Id":"a","Address":"x","ChannelType":"GCM"},{"Id":"new","Address":"y"}]}""");

        Assert.Equal(
            [new("ChannelType", "Missing ChannelType: endpoint 'new' has an Address; say which channel it belongs to, e.g. APNS or GCM.") { Index = 1 }],
            error.Faults);
    }

    [Fact]
    public async Task Batch_WrongJsonInAnItem_HasItsPlaceAndMember()
    {
        var error = await RefusedAsync("PUT", "endpoints", """{"Item":[{"Id":"a"},{"Id":"b","ChannelType":"NOPE"}]}""");

        var fault = Assert.Single(error.Faults!); // a 400 of a body has them
        Assert.Equal(("ChannelType", 1), (fault.Member, fault.Index));
        Assert.StartsWith("ChannelType: 'NOPE' is none of PUSH, GCM, ", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("Item[1]: ChannelType: 'NOPE' is none of PUSH, GCM, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValueOfTheWrongKind_SaysWhichKindIsExpectedWhere()
    {
        var error = await RefusedAsync("PUT", "settings", """{"Limits":{"MessagesPerSecond":"many"}}""");

        const string Message = "Limits.MessagesPerSecond: a string came, and a whole number of at most 2147483647 is expected";
        Assert.Equal(Message, error.Message);
        Assert.Equal([new("Limits.MessagesPerSecond", Message)], error.Faults);
    }

    [Theory]
    [InlineData("PUT", "endpoints", """{"Item":[null]}""", "", 0)]
    [InlineData("PUT", "endpoints/e", """{"Attributes":{"k":"v"}}""", "Attributes.k", null)]
    [InlineData("PUT", "endpoints/e", """{"User":{"UserAttributes":{"k":[null]}}}""", "User.UserAttributes.k[0]", null)]
    [InlineData("POST", "segments", """{"Dimensions":{"Attributes":{"k":null}}}""", "Dimensions.Attributes.k", null)]
    [InlineData("POST", "segments", """{"SegmentGroups":{"Groups":[{"Dimensions":[null]}]}}""", "SegmentGroups.Groups[0].Dimensions[0]", null)]
    [InlineData("POST", "segments", """{"tags":{"k":null}}""", "tags.k", null)]
    [InlineData("POST", "campaigns", """{"Schedule":5}""", "Schedule", null)]
    [InlineData("POST", "events", """{"BatchItem":{"e":{"Events":{"x":{"Session":1}}}}}""", "BatchItem.e.Events.x.Session", null)]
    [InlineData("POST", "messages", """{"Addresses":{"t":null}}""", "Addresses.t", null)]
    [InlineData("PUT", "channels/gcm", """{"ServiceJson":{}}""", "ServiceJson", null)]
    public async Task WhatIsOfTheWrongKindOrNull_IsToldWithItsPlace(string method, string path, string json, string member, int? index)
    {
        var error = await RefusedAsync(method, path, json);

        var fault = Assert.Single(error.Faults!); // a 400 of a body has them
        Assert.Equal((member, index), (fault.Member, fault.Index));
        Assert.Contains(" came, and ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Item":[]}""")]
    public async Task Batch_OfNobody_NamesItem(string json) => Assert.Equal(
        [new("Item", "Item has 0 endpoints; a batch takes 1 to 100.")], (await RefusedAsync("PUT", "endpoints", json)).Faults);

    [Fact]
    public async Task WhatIsNoJson_IsToldWithItsLine()
    {
        var error = await RefusedAsync("PUT", "endpoints/e", "{\n\"Address\":}");

        Assert.StartsWith("UpdateEndpoint: the body is wrong at $.Address (line 2): ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneEndpoint_HasNoPlace()
    {
        var error = await RefusedAsync("PUT", "endpoints/e", """{"ChannelType":"GCM","OptOut":"NONE"}""");

        Assert.Equal(
            [new("Address", "Missing Address: endpoint 'e' has none, and OptOut NONE asks for messages to it. "
                + "Give an Address, or leave OptOut out until there is one.")],
            error.Faults);
        Assert.Equal(error.Faults![0].Message, error.Message); // as above
    }

    [Fact]
    public async Task WhatOnlyThisServerDoesNotServe_SaysSo()
    {
        var (_, body) = await http.SendAsync("PUT", $"/v1/apps/{app}/settings", """{"Limits":{"Daily":5,"MaximumDuration":1}}""");

        Assert.Equal(
            """[{"Member":"Limits.MaximumDuration","Message":"Limits.MaximumDuration is 1; it is at least 60 seconds.","Kind":"INVALID"},"""
            + """{"Member":"Limits.Daily","Message":"Limits.Daily: this cap is not served; leave it out or give 0 (no cap), """
            + """since a cap that is dropped would mean more messages than asked for.","Kind":"NOT_SERVED"}]""",
            JsonNode.Parse(body)!["Faults"]!.ToJsonString()); // a 400 of rules has them
    }

    [Fact]
    public async Task Segment_OnASegmentThatIsNotThere_NamesTheGroups()
    {
        var error = await RefusedAsync("POST", "segments", """{"SegmentGroups":{"Groups":[{"SourceSegments":[{"Id":"none"}]}]}}""");

        Assert.Equal([new("SegmentGroups", "SegmentGroups: there is no segment 'none' in this app.")], error.Faults);
    }

    [Fact]
    public async Task AnErrorThatIsNotOfTheBody_HasNone()
    {
        var (status, body) = await http.GetAsync("/v1/apps/none");

        Assert.Equal(404, status);
        Assert.Equal(["__type", "Message", "RequestID"], JsonNode.Parse(body)!.AsObject().Select(m => m.Key)); // an error's body
    }

    [Fact]
    public async Task FaultsWithoutEnd_AHundredOfThemCutShort()
    {
        var attributes = string.Join(',', Enumerable.Range(0, 150).Select(i => $"\"{i}{new string('n', 600)}\":[]"));

        var error = await RefusedAsync("PUT", "endpoints/e", "{\"Attributes\":{" + attributes + "}}");

        Assert.Equal(100, error.Faults!.Count); // as above
        Assert.All(error.Faults, f => Assert.Equal(503, f.Message.Length));
        Assert.True(error.Message!.Length <= 32 * 1024 + 3); // every error has one
    }

    private async Task<ErrorBody> RefusedAsync(string method, string path, string json)
    {
        var (status, body) = await http.SendAsync(method, $"/v1/apps/{app}/{path}", json);
        Assert.Equal(400, status);
        return JsonSerializer.Deserialize(body, WireJson.Default.ErrorBody)!; // never a bare null
    }
}
