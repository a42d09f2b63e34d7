namespace Pinpush.Bench.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("campain")]
    [InlineData("segment", "--scale", "2")]
    [InlineData("segment", "--rounds", "none")]
    [InlineData("report", "one.md", "two.md")]
    [InlineData("compare", "main")]
    [InlineData("compare", "main", "HEAD", "campain")]
    public async Task What_is_not_known_is_refused(params string[] arguments) =>
        Assert.Equal(2, await CommandLine.RunAsync(arguments, TestContext.Current.CancellationToken));
}
