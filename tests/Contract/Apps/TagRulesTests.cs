namespace Pinpush.Contract.Tests.Apps;

/// <summary>Tags as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class TagRulesTests
{
    [Theory]
    [InlineData(50, 128, 256, null)]
    [InlineData(51, 3, 1, "tags")]
    [InlineData(1, 129, 1, "tags")]
    [InlineData(1, 3, 257, "tags.000")]
    public void Tags(int count, int key, int value, string? member) =>
        Judge.Of([.. TagRules.Check(Enumerable.Range(0, count).ToDictionary(i => $"{i}".PadLeft(key, '0'), _ => new string('v', value)))], member);

    [Theory]
    [InlineData("team: a/b=c+d-e@f._", null)]
    [InlineData("équipe ✓", "équipe ✓")]
    [InlineData("équipe 2", null)]
    [InlineData("aws:team", "aws:")]
    [InlineData("AWS:team", "aws:")]
    [InlineData("a,b", "a,b")]
    [InlineData("a\tb", "tags")]
    public void Key_of_a_tag(string key, string? named)
    {
        var faults = TagRules.Check(new Dictionary<string, string> { [key] = "v" });
        Assert.Equal(named is null ? 0 : 1, faults.Count);
        Assert.All(faults, f => Assert.Contains(named!, f.Message, StringComparison.Ordinal)); // there is one when there are faults
    }

    [Theory]
    [InlineData("pinpush:max-audience", "5", false)]
    [InlineData("pinpush:max-audience", "6", true)]
    [InlineData("pinpush:run", "r", true)]
    [InlineData("team", "other", false)] // as with Pinpoint, it changes nothing
    public void Tag_of_an_update(string key, string value, bool isRefused) => Assert.Equal(
        isRefused,
        TagRules.CheckUpdate(
            new Dictionary<string, string> { ["pinpush:max-audience"] = "5", ["team"] = "push" }, new Dictionary<string, string> { [key] = value }).Count > 0);
}
