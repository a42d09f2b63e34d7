using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Serialization;
using Pulumi.Utilities;

namespace Pulumi.Tests.Serialization;

public sealed class SerializerTests
{
    private const string Key = "4dabf18193072939515e22adb298388d";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static TheoryData<object?, string> Plain => new()
    {
        { null, "null" },
        { true, "true" },
        { 3, "3" },
        { 0.5, "0.5" },
        { "text", "\"text\"" },
        { Color.Green, "2" },
        { ImmutableArray.Create("a", "b"), """["a","b"]""" },
        { default(ImmutableArray<string>), "null" },
        { new List<object?> { 1, null }, "[1,null]" },
        { new Dictionary<string, object?> { ["b"] = 1, ["a"] = null }, """{"b":1}""" },
        { JsonElement.Parse("""{"a":[1,"x",true]}"""), """{"a":[1,"x",true]}""" },
        { Union<string, int>.FromT1(4), "4" },
        { Size.Big, "\"big\"" },
        { new StringAsset("hi"), $$"""{"{{Key}}":"c44067f5952c0a294b673a41bacd8c17","text":"hi"}""" },
        { new FileAsset("a.txt"), $$"""{"{{Key}}":"c44067f5952c0a294b673a41bacd8c17","path":"a.txt"}""" },
        { new RemoteArchive("https://x/y.zip"), $$"""{"{{Key}}":"0def7320c3a5731c473e5ecbe6d01bc7","uri":"https://x/y.zip"}""" },
        {
            new AssetArchive(new Dictionary<string, AssetOrArchive> { ["f"] = new RemoteAsset("https://x") }),
            $$$$"""{"{{{{Key}}}}":"0def7320c3a5731c473e5ecbe6d01bc7","assets":{"f":{"{{{{Key}}}}":"c44067f5952c0a294b673a41bacd8c17","uri":"https://x"}}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public async Task Writes_plain_values(object? value, string wire)
    {
        var written = await new Serializer().SerializeAsync("p", value, keepResources: true, keepOutputValues: false);

        Assert.Equal(wire, Wire.Text(written));
    }

    [Fact]
    public async Task A_secret_is_marked_and_an_unknown_is_not_even_when_secret()
    {
        var serializer = new Serializer();
        var value = new Dictionary<string, object?>
        {
            ["password"] = Output.CreateSecret("hunter2"),
            ["arn"] = OutputUtilities.CreateUnknown("?"),
            ["both"] = Output.CreateSecret(OutputUtilities.CreateUnknown("?")),
        };

        var written = await serializer.SerializeAsync("p", value, keepResources: true, keepOutputValues: false);

        Assert.Equal(
            $$$"""{"arn":"{{{Unknown}}}","both":"{{{Unknown}}}","password":{"{{{Key}}}":"1b47061264138c4ac30d75fd1eb44270","value":"hunter2"}}""",
            Wire.Text(written));
        Assert.True(serializer.ContainsSecrets);
        Assert.True(serializer.ContainsUnknowns);
    }

    [Fact]
    public async Task One_secret_item_leaves_the_others_plain()
    {
        InputList<string> list = ["a"];
        list.Add(Output.CreateSecret("b"));

        var written = await new Serializer().SerializeAsync("p", list, keepResources: true, keepOutputValues: false);

        Assert.Equal($$"""["a",{"{{Key}}":"1b47061264138c4ac30d75fd1eb44270","value":"b"}]""", Wire.Text(written));
    }

    [Fact]
    public async Task Keeps_what_is_known_of_outputs_where_they_may_travel()
    {
        var secret = OutputUtilities.WithDependency(Output.CreateSecret(1), new DependencyResource("urn:pulumi:dev::shop::a:b:C::d"));

        var known = await new Serializer().SerializeAsync("p", secret, keepResources: true, keepOutputValues: true);
        var unknown = await new Serializer().SerializeAsync("p", OutputUtilities.CreateUnknown(1), keepResources: true, keepOutputValues: true);

        Assert.Equal(
            $$"""{"{{Key}}":"d0e6a833031e9bbcd3f4e8bde6ca49a4","dependencies":["urn:pulumi:dev::shop::a:b:C::d"],"secret":true,"value":1}""",
            Wire.Text(known));
        Assert.Equal($$"""{"{{Key}}":"d0e6a833031e9bbcd3f4e8bde6ca49a4"}""", Wire.Text(unknown));
    }

    [Fact]
    public async Task A_resource_goes_as_a_reference_or_as_its_id()
    {
        var resource = new DependencyResource("urn:pulumi:dev::shop::a:b:C::d");
        var serializer = new Serializer();

        var reference = await serializer.SerializeAsync("p", resource, keepResources: true, keepOutputValues: false);
        var id = await new Serializer().SerializeAsync("p", resource, keepResources: false, keepOutputValues: false);

        Assert.Equal($$"""{"{{Key}}":"5cf8f73096256a8f31e491e813e4eb8e","id":"","urn":"urn:pulumi:dev::shop::a:b:C::d"}""", Wire.Text(reference));
        Assert.Equal($"\"{Unknown}\"", Wire.Text(id));
        Assert.Contains(resource, serializer.DependentResources);
    }

    public static TheoryData<object, string> Refused => new()
    {
        { Task.FromResult(1), "p: a Task cannot be the value of a property" },
        { 1L, "p: a value of type System.Int64 cannot be the value of a property" },
        { 1m, "p: a value of type System.Decimal cannot be the value of a property" },
        { 1f, "p: a value of type System.Single cannot be the value of a property" },
        { new Dictionary<int, string> { [1] = "a" }, "p: the keys of a dictionary have to be strings" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refuses_what_cannot_travel(object value, string message)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new Serializer().SerializeAsync("p", value, keepResources: true, keepOutputValues: false));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }
}

internal enum Color
{
    Red,
    Green = 2,
}

[EnumType]
internal readonly struct Size
{
    private readonly string _value;

    private Size(string value) => _value = value;

    public static Size Big => new("big");

    public static explicit operator string(Size size) => size._value;
}
