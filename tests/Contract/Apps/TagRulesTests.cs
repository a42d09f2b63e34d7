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
}
