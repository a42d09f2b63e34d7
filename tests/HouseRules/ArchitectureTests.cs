using System.Text.RegularExpressions;

namespace Pinpush.HouseRules.Tests;

/// <summary>What docs/architecture.md and the decisions name is there.</summary>
public sealed partial class ArchitectureTests
{
    public static TheoryData<string> Texts => [.. Repository.Files("*.md", "docs")];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Names_only_what_is_there(string text)
    {
        var wrong = Named().Matches(Repository.Read(text)).Where(m => !IsThere(m.Groups["path"].Value, m.Groups["member"].Value)).Select(m => m.Value);

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_ways_are_told_by_file_and_member() =>
        Assert.True(Named().Matches(Repository.Read("docs/architecture.md")).Count(m => m.Groups["member"].Length > 0) > 20);

    private static bool IsThere(string path, string member)
    {
        var place = Path.Combine(Repository.Root, path);
        return member.Length == 0
            ? File.Exists(place) || Directory.Exists(place)
            : File.Exists(place) && Regex.IsMatch(File.ReadAllText(place), $@"[\s.]{Regex.Escape(member)}(<\w+>)?\(");
    }

    // `tools/Server/Kernel/ApiPipeline.cs: RunAsync`, `tools/Fakes`
    [GeneratedRegex("`(?<path>(tools|tests|infra|bundled)/[^`: ]*)(: (?<member>\\w+))?`")]
    private static partial Regex Named();
}
