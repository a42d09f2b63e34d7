using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi.Tests.Serialization;

public sealed class ConverterTests
{
    [Fact]
    public void Reads_every_type_that_an_output_may_have()
    {
        Assert.Equal(3, Read<int>("3"));
        Assert.Equal(3, Read<int?>("3"));
        Assert.Null(Read<int?>("null"));
        Assert.Equal(0, Read<int>("null"));
        Assert.Equal(0.5, Read<double>("0.5"));
        Assert.True(Read<bool>("true"));
        Assert.Equal("x", Read<string>("\"x\""));
        Assert.Equal(Color.Green, Read<Color>("2"));
        Assert.Equal("big", (string)Read<Size>("\"big\""));
        Assert.Equal([1, 2], Read<ImmutableArray<int>>("[1,2]"));
        Assert.Empty(Read<ImmutableArray<int>>("null"));
        Assert.Equal(1, Read<ImmutableDictionary<string, int>>("""{"a":1}""")["a"]);
        Assert.Equal(Union<int, string>.FromT1("x"), Read<Union<int, string>>("\"x\""));
        Assert.Equal("""{"a":[1]}""", Read<JsonElement>("""{"a":[1]}""").GetRawText());
        Assert.Equal("x", Read<object>("\"x\""));
    }

    [Fact]
    public void Reads_an_output_class_by_its_constructor()
    {
        var box = Read<Box>("""{"width":3,"inner":{"width":1,"labels":["a"]},"class":"x"}""");

        Assert.Equal((3, "x", 1), (box.Width, box.Kind, box.Inner?.Width));
        Assert.Equal(["a"], box.Inner?.Labels ?? []);
    }

    [Theory]
    [InlineData("\"x\"", typeof(int), "a b.c: expected a whole number, but the engine sent a string.")]
    [InlineData("0.5", typeof(int), "a b.c: expected a whole number, but the engine sent a number.")]
    [InlineData("1", typeof(string), "a b.c: expected String, but the engine sent a number.")]
    [InlineData("""["x"]""", typeof(ImmutableArray<bool>), "a b.c[0]: expected Boolean, but the engine sent a string.")]
    [InlineData("""{"width":"x"}""", typeof(Box), "a b.c.width: expected a whole number, but the engine sent a string.")]
    public void Names_the_place_of_a_value_of_the_wrong_type(string wire, Type type, string message)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Converter.Convert("a b.c", Wire.Read(wire), type));

        Assert.Equal(message, fault.Message);
    }

    [Theory]
    [InlineData(typeof(List<string>))]
    [InlineData(typeof(ImmutableArray<DateTime>))]
    [InlineData(typeof(long))]
    [InlineData(typeof(Unmarked))]
    public void An_output_of_a_type_that_cannot_come_is_refused_before_registration(Type type) =>
        Assert.Throws<InvalidOperationException>(() => OutputTypeCheck.Check("x", type));

    // !: a null in a test is what the test asked for.
    private static T Read<T>(string wire) => Converter.Convert<T>("x", Wire.Read(wire)).Value!;

    [OutputType]
    private sealed class Unmarked;
}

[OutputType]
internal sealed class Box
{
    public readonly int Width;
    public readonly Box? Inner;
    public readonly ImmutableArray<string> Labels;

    [OutputConstructor]
    private Box(int width, Box? inner, ImmutableArray<string> labels, [OutputConstructorParameter("class")] string? kind)
    {
        Width = width;
        Inner = inner;
        Labels = labels;
        Kind = kind;
    }

    public string? Kind { get; }
}
