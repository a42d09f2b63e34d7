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
    [InlineData("\"x\"", typeof(int), 0, "a b.c: expected a number, but the engine sent a string.")]
    [InlineData("1", typeof(string), null, "a b.c: expected String, but the engine sent a number.")]
    [InlineData("\"x\"", typeof(bool?), null, "a b.c: expected Boolean, but the engine sent a string.")]
    [InlineData("\"x\"", typeof(Union<int, bool>), null, "a b.c: expected Int32 or Boolean, but the engine sent a string.")]
    public void A_value_of_the_wrong_type_is_the_default_with_a_warning(string wire, Type type, object? value, string message)
    {
        var warnings = new List<string>();

        var read = Converter.Convert(warnings.Add, "a b.c", Wire.Read(wire), type);

        Assert.Equal((value ?? (Nullable.GetUnderlyingType(type) is null && type.IsValueType ? Activator.CreateInstance(type) : null), true),
            (read.Value, read.IsKnown));
        Assert.Equal([message], warnings);
    }

    [Fact]
    public void Of_a_list_or_an_object_only_the_part_of_the_wrong_type_is_lost()
    {
        var warnings = new List<string>();

        var list = Converter.Convert<ImmutableArray<bool>>(warnings.Add, "x", Wire.Read("""[true,"no",true]""")).Value;
        var map = Converter.Convert<ImmutableDictionary<string, int>>(warnings.Add, "x", Wire.Read("""{"a":1,"b":[]}""")).Value;
        var box = Converter.Convert<Box>(warnings.Add, "x", Wire.Read("""{"width":"wide","class":"k"}""")).Value;

        Assert.Equal([true, false, true], list);
        Assert.Equal((1, 0), (map["a"], map["b"]));
        Assert.Equal((0, "k"), (box.Width, box.Kind));
        Assert.Equal(
            ["x[1]: expected Boolean, but the engine sent a string.", "x.b: expected a number, but the engine sent a list.",
                "x.width: expected a number, but the engine sent a string."], warnings);
    }

    [Theory]
    [InlineData(typeof(List<string>))]
    [InlineData(typeof(ImmutableArray<DateTime>))]
    [InlineData(typeof(long))]
    [InlineData(typeof(Unmarked))]
    public void An_output_of_a_type_that_cannot_come_is_refused_before_registration(Type type) =>
        Assert.Throws<InvalidOperationException>(() => OutputTypeCheck.Check("x", type));

    // !: a null in a test is what the test asked for.
    private static T Read<T>(string wire) => Converter.Convert<T>(Assert.Fail, "x", Wire.Read(wire)).Value!;

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
