using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Tests.Serialization;

public sealed class DeserializerTests
{
    private const string Key = "4dabf18193072939515e22adb298388d";
    private const string Unknown = "\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"";

    [Theory]
    [InlineData("null", null)]
    [InlineData("true", true)]
    [InlineData("3", 3.0)]
    [InlineData("\"text\"", "text")]
    public void Reads_plain_values(string wire, object? value)
    {
        var data = Deserializer.Deserialize(Wire.Read(wire));

        Assert.Equal(new OutputData<object?>([], value, true, false), data);
    }

    [Fact]
    public void Reads_lists_and_objects_without_internal_keys()
    {
        var data = Deserializer.Deserialize(Wire.Read("""{"a":[1,"x",null],"__defaults":["b"]}"""));

        var map = Assert.IsType<ImmutableDictionary<string, object?>>(data.Value);
        Assert.Equal<object?>([1.0, "x", null], Assert.IsType<ImmutableArray<object?>>(Assert.Single(map).Value));
    }

    [Fact]
    public void A_secret_at_any_depth_makes_the_whole_secret()
    {
        var data = Deserializer.Deserialize(Wire.Read($$"""{"a":[{"{{Key}}":"1b47061264138c4ac30d75fd1eb44270","value":"s"}]}"""));

        Assert.True(data.IsSecret);
        Assert.True(data.IsKnown);
        var map = Assert.IsType<ImmutableDictionary<string, object?>>(data.Value);
        Assert.Equal<object?>(["s"], Assert.IsType<ImmutableArray<object?>>(map["a"]));
    }

    [Fact]
    public void An_unknown_at_any_depth_makes_the_whole_unknown()
    {
        var data = Deserializer.Deserialize(Wire.Read($$"""{"a":[1,{{Unknown}}]}"""));

        Assert.Equal(new OutputData<object?>([], null, false, false), data);
    }

    [Theory]
    [InlineData($$"""{"{{Key}}":"d0e6a833031e9bbcd3f4e8bde6ca49a4","secret":true,"dependencies":["urn:pulumi:dev::shop::a:b:C::d"]}""", false, true)]
    [InlineData($$"""{"{{Key}}":"d0e6a833031e9bbcd3f4e8bde6ca49a4","value":1,"dependencies":["urn:pulumi:dev::shop::a:b:C::d"]}""", true, false)]
    public async Task Reads_what_is_known_of_an_output(string wire, bool isKnown, bool isSecret)
    {
        var data = Deserializer.Deserialize(Wire.Read(wire));

        Assert.Equal((isKnown, isSecret), (data.IsKnown, data.IsSecret));
        var urn = await Assert.Single(data.Resources).Urn.DataTask;
        Assert.Equal("urn:pulumi:dev::shop::a:b:C::d", urn.Value);
    }

    [Fact]
    public async Task Reads_a_reference_as_a_resource()
    {
        var data = Deserializer.Deserialize(Wire.Read($$"""
            {
              "{{Key}}": "5cf8f73096256a8f31e491e813e4eb8e",
              "urn": "urn:pulumi:dev::shop::aws:pinpoint/app:App::main",
              "id": "0a1b2c",
              "packageVersion": "7.48.0"
            }
            """));

        var resource = Assert.IsType<CustomResource>(data.Value, exactMatch: false);
        Assert.Equal(("aws:pinpoint/app:App", "main"), (resource.GetResourceType(), resource.GetResourceName()));
        Assert.Equal("urn:pulumi:dev::shop::aws:pinpoint/app:App::main", (await resource.Urn.DataTask).Value);
    }

    [Theory]
    [InlineData($$"""{"{{Key}}":"1b47061264138c4ac30d75fd1eb44270"}""", "A secret on the wire has no value.")]
    [InlineData($$"""{"{{Key}}":"5cf8f73096256a8f31e491e813e4eb8e"}""", "A resource reference on the wire has no URN.")]
    [InlineData($$"""{"{{Key}}":"803fd3297a5875dc03ca845dda5d2a98","value":"AA=="}""",
        "A value on the wire has the unknown signature '803fd3297a5875dc03ca845dda5d2a98'.")]
    public void Refuses_what_it_does_not_understand(string wire, string message)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Deserializer.Deserialize(Wire.Read(wire)));

        Assert.Equal(message, fault.Message);
    }

    [Theory]
    [InlineData($$"""{"{{Key}}":"c44067f5952c0a294b673a41bacd8c17","text":"hi"}""", typeof(StringAsset))]
    [InlineData($$"""{"{{Key}}":"c44067f5952c0a294b673a41bacd8c17","path":"a"}""", typeof(FileAsset))]
    [InlineData($$"""{"{{Key}}":"0def7320c3a5731c473e5ecbe6d01bc7","uri":"https://x"}""", typeof(RemoteArchive))]
    [InlineData($$$"""{"{{{Key}}}":"0def7320c3a5731c473e5ecbe6d01bc7","assets":{}}""", typeof(AssetArchive))]
    public void Reads_assets_and_archives(string wire, Type type) => Assert.IsType(type, Deserializer.Deserialize(Wire.Read(wire)).Value);
}
