using Pinpush.PulumiCli.Display;

namespace Pinpush.PulumiCli.Tests.Display;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData(-5, "now")]
    [InlineData(0.9, "now")]
    [InlineData(1, "1 second ago")]
    [InlineData(59.9, "59 seconds ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7200, "2 hours ago")]
    [InlineData(86_400 * 13, "1 week ago")]
    [InlineData(86_400 * 400, "1 year ago")]
    public void Ago_SaysTheLargestUnit(double seconds, string expected) =>
        Assert.Equal(expected, TimeText.Ago(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(seconds)));

    [Theory]
    [InlineData(0, "1s")]
    [InlineData(59.1, "1m0s")]
    [InlineData(75, "1m15s")]
    [InlineData(3600, "1h0m0s")]
    [InlineData(3723, "1h2m3s")]
    public void Duration_IsRoundedUp(double seconds, string expected) => Assert.Equal(expected, TimeText.Duration(TimeSpan.FromSeconds(seconds)));
}
