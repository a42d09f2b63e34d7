using Pinpush.PulumiCli.Config;

namespace Pinpush.PulumiCli.Tests.Config;

public sealed class StackFileTests : IDisposable
{
    private const string Text = """
        # who wrote this
        encryptionsalt: v1:salt:v1:nonce:data
        novelty:
          kept: [1, 2]
        config:
          # the name
          shop:name: alpha # behind it
          shop:count: "3"
          # a list
          shop:list:
            - a
            # inside
            - secure: v1:abc:def
          aws:region: eu-central-1
        # the end
        environment:
          - shared

        """;

    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void Values_EveryKind_AreRead()
    {
        var file = Load();

        Assert.Equal(["shop:name", "shop:count", "shop:list", "aws:region"], file.Values.Select(v => v.Key.ToString()));
        Assert.Equal("3", file.Get(Key("count"))!.ToText(c => c));
        Assert.Equal("""["a","<v1:abc:def>"]""", file.Get(Key("list"))!.ToText(c => $"<{c}>"));
        Assert.True(file.Get(Key("list"))!.HasSecrets);
    }

    [Fact]
    public void Set_ExistingKey_ChangesItsLinesOnly()
    {
        var file = Load();
        file.Set(Key("count"), new ConfigNode.Scalar("true", Quoted: true));
        file.Save();
        Assert.Equal(Text.Replace("shop:count: \"3\"", "shop:count: \"true\"", StringComparison.Ordinal), File.ReadAllText(path));
    }

    [Fact]
    public void Set_ListWithComments_ReplacesTheWholeValueAndLeavesTheNeighbours()
    {
        var file = Load();
        file.Set(Key("list"), new ConfigNode.Secure("v1:x:y"));
        file.Set(Key("fresh"), new ConfigNode.Scalar("b", Quoted: true));
        file.Save();
        var expected = Text.Replace("    - a\n    # inside\n    - secure: v1:abc:def\n", "    secure: v1:x:y\n", StringComparison.Ordinal)
            .Replace("  aws:region: eu-central-1\n", "  aws:region: eu-central-1\n  shop:fresh: b\n", StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Remove_Key_TakesItsLines()
    {
        var file = Load();
        Assert.True(file.Remove(Key("count")));
        Assert.False(file.Remove(Key("missing")));
        file.Save();
        Assert.Equal(Text.Replace("  shop:count: \"3\"\n", "", StringComparison.Ordinal), File.ReadAllText(path));
    }

    [Fact]
    public void SetSalt_OnlyThatLineChanges()
    {
        var file = Load();
        file.SetSalt("v1:new");
        file.Save();
        Assert.Equal(Text.Replace("v1:salt:v1:nonce:data", "v1:new", StringComparison.Ordinal), File.ReadAllText(path));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("007")]
    [InlineData("1e3")]
    [InlineData("yes")]
    [InlineData("2026-08-21")]
    [InlineData("- item")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData(" lead")]
    [InlineData("two\nlines\t\"quoted\" \\ 'single'")]
    [InlineData("ü€😀")]
    [InlineData("{\"json\": [1]}")]
    [InlineData("*star &amp !tag %x @y `z")]
    public void Set_AnyText_ComesBackAsTheSameText(string text)
    {
        File.Delete(path);
        var file = StackFile.Load(path, "shop");
        file.Set(Key("v"), new ConfigNode.Scalar(text, Quoted: true));
        file.Set(Key("o"), ConfigPath.Set(null, ConfigPath.Split("o.a[0].b", "shop", isPath: true).Below, new ConfigNode.Scalar(text, Quoted: true)));
        file.Save();

        var read = StackFile.Load(path, "shop");
        Assert.Equal(text, read.Get(Key("v"))!.ToText(c => c));
        Assert.Equal(text, read.Get(Key("o"))!.ToJson(c => c)!["a"]![0]!["b"]!.GetValue<string>());
    }

    public void Dispose() => File.Delete(path);

    private StackFile Load()
    {
        File.WriteAllText(path, Text);
        return StackFile.Load(path, "shop");
    }

    private static ConfigKey Key(string name) => new("shop", name);
}
