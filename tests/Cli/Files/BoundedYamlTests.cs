using Pinpush.Files;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pinpush.Cli.Tests.Files;

public sealed class BoundedYamlTests
{
    [Fact]
    public void Load_AliasesOfAliases_AreCountedWrittenOut()
    {
        var laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(
            Enumerable.Range('b', 8).Select(c => $"{(char)c}: &{(char)c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"));

        Assert.Equal("It has more than 100000 values when its aliases are written out.", Refused(laughs));
    }

    [Theory]
    [InlineData("a: &a [*a]")]
    [InlineData("&a {b: {c: *a}}")]
    public void Load_AliasWithinWhatItStandsFor_IsRefused(string endless) => Assert.Equal("The alias 'a' stands within what it stands for.", Refused(endless));

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("{a: ", 100_000)]
    public void Load_Deep_IsRefused(string level, int levels) =>
        Assert.Equal("It is deeper than 100 levels.", Refused(string.Concat(Enumerable.Repeat(level, levels))));

    [Fact]
    public void Load_Long_IsRefused() => Assert.StartsWith("It has 5000000 characters", Refused(new string('a', 5_000_000)), StringComparison.Ordinal);

    [Fact]
    public void Load_AliasesAsPeopleUseThem_AreWrittenOut()
    {
        var yaml = BoundedYaml.Load("base: &base {name: x}\nother: *base\nagain: &base y\nlast: *base\n");

        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        Assert.Equal("x", ((YamlScalarNode)root["other"]["name"]).Value);
        Assert.Equal("y", ((YamlScalarNode)root["last"]).Value);
    }

    private static string Refused(string yaml) => Assert.ThrowsAny<YamlException>(() => BoundedYaml.Load(yaml)).Message.Split(": ")[^1];
}
