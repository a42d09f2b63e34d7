using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract.Tests.Faults;

public sealed class JsonComplaintTests
{
    public static TheoryData<Type> Requests =>
        [.. typeof(WireJson).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Request", StringComparison.Ordinal))];

    [Theory]
    [InlineData("""{"Limits":{"Daily":"five"}}""", "$.Limits.Daily", "a number is expected")]
    [InlineData("""{"Limits":{"Daily":99999999999}}""", "$.Limits.Daily", "a whole number of at most 2147483647 is expected")]
    [InlineData("""{"Limits":{"Daily":1.5}}""", "$.Limits.Daily", "a whole number of at most 2147483647 is expected")]
    [InlineData("""{"Limits":5}""", "$.Limits", "an object is expected")]
    [InlineData("""{"IsPaused":1}""", "$.IsPaused", "true or false is expected")]
    [InlineData("""{"Name":{}}""", "$.Name", "a string is expected")]
    [InlineData("""{"Name":"\ud800"}""", "$.Name", "the string is no whole Unicode text")]
    [InlineData("""{"tags":[]}""", "$.tags", "an object is expected")]
    [InlineData("[]", "$", "an object is expected")]
    [InlineData("{", "$", "Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed")]
    public void Says_what_is_expected_where(string json, string path, string words)
    {
        var fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, WireJson.Default.WriteCampaignRequest));
        Assert.Equal((path, words), (fault.Path, JsonComplaint.Words(fault)));
    }

    [Fact]
    public void Tells_lists_and_maps_of_them_apart()
    {
        Assert.Equal("an array is expected", Words("""{"Item":{}}""", WireJson.Default.EndpointBatchRequest));
        Assert.Equal("an object is expected", Words("""{"Attributes":[]}""", WireJson.Default.EndpointRequest));
        Assert.Equal("an array is expected", Words("""{"Attributes":{"a":1}}""", WireJson.Default.EndpointRequest));
        Assert.Equal("a number is expected", Words("""{"Metrics":{"a":"1"}}""", WireJson.Default.EndpointRequest));
    }

    // Each member of each request, and the members of those, get each kind of JSON.
    [Theory]
    [MemberData(nameof(Requests))]
    public void Names_no_type_of_NET(Type request)
    {
        foreach (var (member, inner) in Members(request))
        {
            foreach (var value in new[] { "1e400", "1.5", "\"?\"", "true", "{}", "[]", """{"?":1}""", """{"?":"?"}""", "[1]", "[[]]", """["?"]""" })
            {
                var json = $$"""{"{{member}}":{{(inner is null ? value : $$"""{"{{inner}}":{{value}} }""")}} }""";
                try
                {
                    JsonSerializer.Deserialize(json, request, WireJson.Default);
                }
                catch (JsonException fault)
                {
                    Assert.DoesNotMatch(@"System|Pinpush|`|\.NET|Path", JsonComplaint.Words(fault));
                }
            }
        }
    }

    private static IEnumerable<(string Member, string? Inner)> Members(Type request) =>
        from member in WireJson.Default.GetTypeInfo(request)!.Properties // every request is known to it
        from inner in (WireJson.Default.GetTypeInfo(member.PropertyType) is { Kind: JsonTypeInfoKind.Object } type ? type.Properties.Select(p => p.Name) : [])
            .Prepend((string?)null)
        select (member.Name, inner);

    private static string Words<T>(string json, JsonTypeInfo<T> type) =>
        JsonComplaint.Words(Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, type)));
}
