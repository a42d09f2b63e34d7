namespace Pinpush.Contract.Tests.Own;

/// <summary>What one side puts into the query, the other reads out of it.</summary>
public sealed class OwnQueryTests
{
    [Theory]
    [InlineData("s 1", null, null)]
    [InlineData("s", 2, null)]
    [InlineData(null, null, """{"Name":"a&b"}""")]
    public void Audience(string? segment, int? version, string? definition) => Assert.Equal(
        new("a", segment, version, definition), AudienceQuery.Read(new AudienceQuery("a", segment, version, definition).Parameters.GetValueOrDefault));

    [Fact]
    public void NamedRun() => Assert.Equal(new("shop/dev/launch"), NamedRunQuery.Read(new NamedRunQuery("shop/dev/launch").Parameters.GetValueOrDefault));

    [Fact]
    public void InDoubt() => Assert.Equal(new("a", "c"), InDoubtQuery.Read(new InDoubtQuery("a", "c").Parameters.GetValueOrDefault));

    [Theory]
    [InlineData("t")]
    [InlineData(null)]
    public void Inbox(string? token) => Assert.Equal(new(token), InboxQuery.Read(new InboxQuery(token).Parameters.GetValueOrDefault));

    [Fact]
    public void Missing_parameters_name_nothing() => Assert.Equal(new("", null), AudienceQuery.Read(_ => null));
}
