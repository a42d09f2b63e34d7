using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract.Tests;

public sealed class WireJsonTests
{
    public static TheoryData<Type> Records => [.. typeof(WireJson).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.GetMethod("<Clone>$") is not null && WireJson.Default.GetTypeInfo(t) is not null)];

    public static TheoryData<Type> Enums => [.. typeof(WireJson).Assembly.GetExportedTypes().Where(t => t.IsEnum && t.IsDefined(typeof(JsonConverterAttribute), false))];

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

    [Fact]
    public void Leaves_null_out_and_takes_no_string_for_a_number()
    {
        Assert.Equal("""{"Name":"n"}""", JsonSerializer.Serialize(new CreateApplicationRequest { Name = "n" }, WireJson.Default.CreateApplicationRequest));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Daily":"1"}""", WireJson.Default.CampaignLimits));
    }
}
