using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract.Tests.Faults;

public sealed class JsonShapeTests
{
    // Every kind of JSON, and a map and an array with each of them inside.
    private static readonly string[] Values =
    [
        "null", "true", "1", "1.5", "1e400", "99999999999", "\"?\"", "\"\\ud800\"", "{}", "[]", "[null]", "[1]", "[[]]", "[\"?\"]", "[{}]",
        """{"k":null}""", """{"k":1}""", """{"k":"?"}""", """{"k":[]}""", """{"k":[null]}""", """{"k":{}}""",
    ];

    public static TheoryData<Type> Requests => [.. JsonComplaintTests.Requests, typeof(TagsModel)];

    [Theory]
    [InlineData("""{"Attributes":{"k":"v"}}""", "Attributes.k: a string came, and an array of strings is expected")]
    [InlineData("""{"Attributes":{"k":[1]}}""", "Attributes.k[0]: a number came, and a string is expected")]
    [InlineData("""{"Attributes":[]}""", "Attributes: an array came, and an object is expected")]
    [InlineData("""{"Metrics":{"m":"1"}}""", "Metrics.m: a string came, and a number is expected")]
    [InlineData("""{"Address":5}""", "Address: a number came, and a string is expected")]
    [InlineData("""{"User":"u"}""", "User: a string came, and an object is expected")]
    [InlineData("""{"User":{"UserAttributes":{"k":[null]}}}""", "User.UserAttributes.k[0]: null came, and a string is expected")]
    [InlineData("""{"OptOut":"SOME"}""", "OptOut: 'SOME' is none of ALL, NONE")]
    [InlineData("""{"OptOut":true}""", "OptOut: true is none of ALL, NONE")]
    [InlineData("""{"Address":"\ud800"}""", "Address: the string is no whole Unicode text")]
    [InlineData("[]", "an array came, and an object is expected")]
    public void Says_where_what_came_and_what_would_be_right(string json, string message) =>
        Assert.Equal([message], Check(json, WireJson.Default.EndpointRequest).Select(f => f.Message));

    [Theory]
    [InlineData("""{"Name":"s","Dimension":{}}""", "Dimension: there is no such member; there are Dimensions, Name, SegmentGroups, tags")]
    [InlineData("""{"Dimension":null}""", "Dimension: there is no such member; there are Dimensions, Name, SegmentGroups, tags")]
    [InlineData("""{"Dimensions":{"Location":{"Town":{}}}}""", "Dimensions.Location.Town: there is no such member; there are Country, GPSPoint")]
    [InlineData("""{"Name":"a","name":"b"}""", "name: it is there twice")]
    [InlineData("""{"tags":{"a":"1","a":"2"}}""", "tags.a: it is there twice")]
    [InlineData("""{"Name":5,"Nmae":5}""", "Name: a number came, and a string is expected",
        "Nmae: there is no such member; there are Dimensions, Name, SegmentGroups, tags")]
    [InlineData("""{"Tags":{"A":"1","a":"2"},"Name":null,"Dimensions":{"Attributes":{"any name":{"Values":["v"]}}}}""")]
    public void Strictly_there_is_no_member_without_a_meaning(string json, params string[] told) => Assert.Equal(
        told, JsonShape.CheckStrictly(JsonElement.Parse(json), WireJson.Default.WriteSegmentRequest).Select(f => f.Message));

    [Fact]
    public void Tells_every_place_at_once_and_the_item_of_a_batch()
    {
        var faults = Check("""{"Item":[{"Id":"a"},{"Id":1,"Metrics":{"m":true}},null]}""", WireJson.Default.EndpointBatchRequest);
        Assert.Equal([("Id", 1), ("Metrics.m", 1), ("", 2)], faults.Select(f => (f.Member, f.Index ?? -1)));
    }

    [Fact]
    public void Tells_a_hundred_faults_and_no_more() =>
        Assert.Equal(100, Check($$"""{"Item":[{{string.Join(',', Enumerable.Repeat("1", 500))}}]}""", WireJson.Default.EndpointBatchRequest).Count);

    [Theory]
    [InlineData("""{"Attributes":{"k":null},"Metrics":{"m":null},"Address":null,"User":{"UserAttributes":{"k":null}}}""")]
    [InlineData("""{"Unknown":[null],"Attributes":{}}""")]
    [InlineData("{")]
    [InlineData("""{"Attributes":{"\ud800":[]}}""")] // its reader says so
    public void Has_nothing_to_say_of_null_that_is_absent_nor_of_what_is_no_JSON(string json) =>
        Assert.Empty(Check(json, WireJson.Default.EndpointRequest));

    [Theory]
    [InlineData("""{"Attributes":{"k":null,"other":["v"]},"Metrics":{"m":null},"User":{"UserAttributes":{"k":null}}}""")]
    public void What_a_device_tells_as_null_is_left_out(string json)
    {
        var read = JsonSerializer.Deserialize(json, WireJson.Default.EndpointRequest)!; // an object
        Assert.Equal(
            """{"Attributes":{"other":["v"]},"Metrics":{},"User":{"UserAttributes":{}}}""", JsonSerializer.Serialize(read, WireJson.Default.EndpointRequest));
    }

    // At every depth of every request: whatever it takes has no null in it, and what it does not take is told in words of JSON.
    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_member_of_a_request_is_taken_without_null_or_told(Type request)
    {
        var type = WireJson.Default.GetTypeInfo(request)!; // every request is known to it
        foreach (var (open, close) in Places(type, depth: 0))
        {
            foreach (var value in Values)
            {
                var json = open + value + close;
                var faults = Check(json, type);
                Assert.All(faults, f => Assert.DoesNotMatch(@"System|Pinpush|`|\.NET|Path", f.Message));
                try
                {
                    var read = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type);
                    Assert.True(faults.Count > 0 || !read.Contains("null", StringComparison.Ordinal), $"{json} is read as {read}");
                }
                catch (JsonException)
                {
                    Assert.True(faults.Count > 0, $"{json} is refused without a word");
                }
                catch (ArgumentException)
                {
                    // a number without an end is no JSON; the rules refuse it
                }
            }
        }
    }

    // {"Member": here }, {"Member":{"Inner": here }}, {"Item":[{"Member": here }]}
    private static IEnumerable<(string Open, string Close)> Places(JsonTypeInfo type, int depth)
    {
        // What is not served may be anything here: the rules refuse it.
        foreach (var member in type.Properties.Where(p => !p.PropertyType.ToString().Contains(nameof(JsonElement), StringComparison.Ordinal)))
        {
            var (open, close) = ($$"""{"{{member.Name}}":""", "}");
            yield return (open, close);
            var inner = member.PropertyType;
            if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                (open, close, inner) = (open + "[", "]" + close, inner.GetGenericArguments()[0]);
            }
            else if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            {
                (open, close, inner) = (open + """{"k":""", "}" + close, inner.GetGenericArguments()[1]);
            }

            if (depth < 5 && WireJson.Default.GetTypeInfo(inner) is { Kind: JsonTypeInfoKind.Object } record)
            {
                foreach (var (further, back) in Places(record, depth + 1))
                {
                    yield return (open + further, back + close);
                }
            }
        }
    }

    private static IReadOnlyList<Fault> Check(string json, JsonTypeInfo type) => JsonShape.Check(Encoding.UTF8.GetBytes(json), type);
}
