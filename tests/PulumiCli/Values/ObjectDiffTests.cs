using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Tests.Values;

public sealed class ObjectDiffTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""", "")]
    [InlineData("""{"a":1}""", """{"a":2,"b":1}""", "update a, add b")]
    [InlineData("""{"t":{"x":"1","y":"2"}}""", """{"t":{"x":"1","y":"3"}}""", "update t.y")]
    [InlineData("""{"l":[1,2,3]}""", """{"l":[1,4]}""", "update l[1], delete l[2]")]
    [InlineData("""{"t":{"a.b":1}}""", """{"t":{}}""", "delete t[\"a.b\"]")]
    [InlineData("""{"a":null}""", """{}""", "delete a")]
    [InlineData("""{"__defaults":[1]}""", """{"__defaults":[2]}""", "")]
    public void Compare_NamesExactlyTheChangedPlaces(string olds, string news, string expected) =>
        Assert.Equal(expected, string.Join(", ", ObjectDiff.Compare(Map(olds), Map(news)).Select(c => $"{c.Word} {c.Path}")));

    [Theory]
    [InlineData("a.b[0].c")]
    [InlineData("root[\"a.b\"][3]")]
    [InlineData("a[\"q\\\"uote\"]")]
    [InlineData("list[*].name")]
    public void Path_ParseThenText_IsTheSame(string text) =>
        Assert.Equal(text.Replace("[*]", ".*", StringComparison.Ordinal), PropertyPath.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("a[\"b]")]
    public void Path_Nonsense_IsRefused(string text) => Assert.Throws<FormatException>(() => PropertyPath.Parse(text));

    [Theory]
    [InlineData("tags", """{"tags":{"a":"old"},"v":2}""")]
    [InlineData("tags.a", """{"tags":{"a":"old","b":"new"},"v":2}""")]
    [InlineData("tags.*", """{"tags":{"a":"old"},"v":2}""")]
    [InlineData("v", """{"tags":{"a":"new","b":"new"},"v":1}""")]
    public void TryReset_SetsBackThatPlaceOnly(string path, string expected)
    {
        var news = Map("""{"tags":{"a":"new","b":"new"},"v":2}""");
        Assert.True(PropertyPathEdits.TryReset(ref news, Map("""{"tags":{"a":"old"},"v":1}"""), PropertyPath.Parse(path)));
        Assert.True(PropertyEquality.Same(Map(expected), news));
    }

    private static PropertyMap Map(string json) => PropertyJson.Read(JsonNode.Parse(json)!.AsObject(), _ => throw new InvalidOperationException());
}
