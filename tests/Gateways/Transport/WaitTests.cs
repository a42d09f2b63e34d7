using Pinpush.Gateways.Senders;
using Xunit;

namespace Pinpush.Gateways.Tests.Transport;

/// <summary>How long a gateway that put a push off is left alone.</summary>
public sealed class WaitTests
{
    [Theory]
    [InlineData(null, 1, 1)]
    [InlineData(null, 4, 8)]
    [InlineData(0, 1, 1)] // "Retry-After: 0" must not make a storm
    [InlineData(10, 1, 10)]
    [InlineData(10, 3, 40)]
    [InlineData(10, 50, 900)]
    [InlineData(7200, 1, 7200)]
    [InlineData(7200, 9, 7200)]
    public void WaitAfter_is_twice_as_long_each_time_and_never_less_than_asked(int? asked, int attempt, int least)
    {
        var wait = new PushOutcome.NotProcessed(503, "Busy", asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null).WaitAfter(attempt);

        Assert.InRange(wait.TotalSeconds, least, least * 1.2501);
    }
}
