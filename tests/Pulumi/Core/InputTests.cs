using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Tests.Core;

public sealed class InputTests
{
    [Fact]
    public async Task A_list_takes_values_outputs_and_lists()
    {
        InputList<string> list = ["a", Output.Create("b")];
        list.Add("c", "d");
        list.AddRange(new List<string> { "e" });
        var longer = list.Concat(Output.Create(ImmutableArray.Create("f")));

        Assert.Equal(["a", "b", "c", "d", "e"], await ValueAsync(list));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], await ValueAsync(longer));
        Assert.Empty(await ValueAsync<string>(default(ImmutableArray<string>)));
    }

    [Fact]
    public async Task A_list_is_walked_asynchronously_only()
    {
        InputList<int> list = new[] { 1, 2 };
        var seen = new List<int>();
        await foreach (var item in list)
        {
            seen.Add((await item.ToOutput().DataTask).Value);
        }

        Assert.Equal([1, 2], seen);
        Assert.Throws<NotSupportedException>(() => ((IEnumerable)list).GetEnumerator());
    }

    [Fact]
    public async Task A_map_takes_values_and_outputs()
    {
        var map = new InputMap<string> { ["a"] = "1", ["b"] = Output.Create("2") };
        map.AddRange(new Dictionary<string, string> { ["c"] = "3" });
        var merged = InputMap<string>.Merge(map, new InputMap<string> { { "a", "9" } });

        Assert.Equal("a=1 b=2 c=3", await TextAsync(map));
        Assert.Equal("a=9 b=2 c=3", await TextAsync(merged));
        Assert.Throws<NotSupportedException>(() => ((IEnumerable)map).GetEnumerator());
    }

    [Fact]
    public async Task A_key_given_twice_is_refused_when_awaited()
    {
        var map = new InputMap<string> { { "a", "1" }, { "a", "2" } };

        await Assert.ThrowsAsync<ArgumentException>(() => TextAsync(map));
    }

    [Fact]
    public async Task A_list_and_a_map_of_either_type()
    {
        var list = new InputList<Union<string, int>> { (Input<string>)"a", (Input<int>)1 };
        var map = new InputMap<Union<string, int>> { { "k", (Input<int>)1 } };
        InputUnion<string, int> one = 3;

        Assert.Equal([Union<string, int>.FromT0("a"), Union<string, int>.FromT1(1)], await ValueAsync(list));
        Assert.Equal(1, (await map.ToOutput().DataTask).Value["k"].AsT1);
        Assert.True((await one.ToOutput().DataTask).Value.IsT1);
    }

    [Fact]
    public async Task JSON_is_taken_as_text_document_and_element()
    {
        InputJson text = """{"a":1}""";
        InputJson element = JsonElement.Parse("[1]");
        InputJson wrong = "{";

        Assert.Equal("""{"a":1}""", (await text.ToOutput().DataTask).Value.GetRawText());
        Assert.Equal("[1]", (await element.ToOutput().DataTask).Value.GetRawText());
        await Assert.ThrowsAnyAsync<JsonException>(() => wrong.ToOutput().DataTask);
    }

    [Fact]
    public void A_union_says_which_it_is()
    {
        var union = Union<int, string>.FromT1("x");

        Assert.Equal((false, true, "x"), (union.IsT0, union.IsT1, union.AsT1));
        Assert.Throws<InvalidOperationException>(() => union.AsT0);
        Assert.Equal("x!", union.MapT1(v => v + "!").Match(_ => "", v => v));
        Assert.True(union.TryPickT1(out var value, out _));
        Assert.Equal("x", value);
        Assert.NotEqual(union, Union<int, string>.FromT0(1));
    }

    private static async Task<ImmutableArray<T>> ValueAsync<T>(InputList<T> list) => (await list.ToOutput().DataTask).Value;

    private static async Task<string> TextAsync(InputMap<string> map) =>
        string.Join(" ", (await map.ToOutput().DataTask).Value.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}"));
}
