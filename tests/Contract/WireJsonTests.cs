using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract.Tests;

public sealed class WireJsonTests
{
    public static TheoryData<Type> Records =>
        [.. Exported.Where(t => t is { IsClass: true, IsAbstract: false } && t.GetMethod("<Clone>$") is not null)
            .Where(t => WireJson.Default.GetTypeInfo(t) is not null)];

    public static TheoryData<Type> Enums => [.. Exported.Where(t => t.IsEnum && t.IsDefined(typeof(JsonConverterAttribute), false))];

    private static Type[] Exported => typeof(WireJson).Assembly.GetExportedTypes();

    [Theory]
    [MemberData(nameof(Records))]
    public void Names_members_as_the_API_does(Type record)
    {
        var members = WireJson.Default.GetTypeInfo(record)!.Properties; // Records holds only types that the context knows
        Assert.NotEmpty(members);
        Assert.All(members, (JsonPropertyInfo m) => Assert.True(m.Name is "tags" or "__type" || char.IsAsciiLetterUpper(m.Name[0]), m.Name));
        Assert.DoesNotContain(members, m => m.Name == "Tags");
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Reads_and_writes_every_word_and_nothing_else(Type words)
    {
        foreach (var value in Enum.GetValues(words))
        {
            var json = JsonSerializer.Serialize(value, words);
            Assert.Matches("^\"[A-Za-z0-9_]+\"$", json);
            Assert.Equal(value, JsonSerializer.Deserialize(json, words));
        }

        foreach (var wrong in new[] { "0", "\"\"", "\"no such word\"", "true", "{}", "[]" })
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(wrong, words));
        }
    }

    [Fact]
    public void Tells_the_right_words_beside_a_wrong_one()
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Include":"SOME"}""", WireJson.Default.SegmentGroupList));
        Assert.Contains("'SOME' is none of ALL, ANY, NONE", error.Message, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Include":"all"}""", WireJson.Default.SegmentGroupList));
    }

    [Theory]
    [InlineData("""{"EndpointStatus":"active"}""", "$.EndpointStatus", "'active' is none of ACTIVE, INACTIVE")]
    [InlineData("""{"OptOut":"SOME"}""", "$.OptOut", "'SOME' is none of ALL, NONE")]
    [InlineData("""{"OptOut":true}""", "$.OptOut", "true is none of ALL, NONE")]
    public void Says_where_a_wrong_word_of_an_endpoint_stands(string json, string path, string message)
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, WireJson.Default.EndpointRequest));
        Assert.Equal(path, error.Path);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_and_writes_an_endpoint_as_rows_of_every_age_have_it()
    {
        const string Row = """{"ApplicationId":"a","ChannelType":"APNS_SANDBOX","EndpointStatus":"INACTIVE","Id":"e","OptOut":"NONE"}""";
        var endpoint = JsonSerializer.Deserialize(Row, WireJson.Default.EndpointResponse)!; // an object
        Assert.Equal((ChannelType.ApnsSandbox, EndpointStatus.Inactive, OptOut.None), (endpoint.ChannelType, endpoint.EndpointStatus, endpoint.OptOut));
        Assert.Equal(Row, JsonSerializer.Serialize(endpoint, WireJson.Default.EndpointResponse));
    }

    [Fact]
    public void Reads_a_word_with_escapes_and_as_the_name_of_a_member()
    {
        Assert.Equal(OptOut.All, JsonSerializer.Deserialize<OptOut>("\"\\u0041LL\""));
        Assert.Equal("""{"ALL":1}""", JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<OptOut, int>>("""{"\u0041LL":1}""")));
    }

    [Fact]
    public void Leaves_null_out_and_takes_no_string_for_a_number()
    {
        Assert.Equal("""{"Name":"n"}""", JsonSerializer.Serialize(new CreateApplicationRequest { Name = "n" }, WireJson.Default.CreateApplicationRequest));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Daily":"1"}""", WireJson.Default.CampaignLimits));
    }
}
