using Microsoft.Extensions.Time.Testing;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Tests.Delivery;

public sealed class PaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Catch = TimeSpan.FromMilliseconds(21); // timers count whole milliseconds

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    [InlineData(20_000)]
    public async Task WaitAsync_TimerOnTime_IsEvenlySpaced(int perSecond)
    {
        var left = await LeaveAsync(perSecond, seconds: 3, stall: _ => TimeSpan.Zero);

        Assert.All(Enumerable.Range(0, left.Count), i => Assert.InRange(left[i] - (Second * i / perSecond), TimeSpan.Zero, Catch));
        AssertWithin(perSecond, left);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(300)]
    [InlineData(5_000)]
    public async Task WaitAsync_SenderFallsBehindAgainAndAgain_NeverMakesUpForMoreThanALittle(int perSecond)
    {
        var random = new Random(17);

        var left = await LeaveAsync(perSecond, seconds: 5, stall: i => i % (perSecond / 7) == 0 ? TimeSpan.FromMilliseconds(random.Next(400)) : TimeSpan.Zero);

        AssertWithin(perSecond, left);
        Assert.All(Enumerable.Range(1, left.Count - 1), i =>
            Assert.True(left.Count(l => l >= left[i] && l < left[i] + TimeSpan.FromMilliseconds(10)) <= (0.031 * perSecond) + 1)); // 10 and 20 to catch up
    }

    private static void AssertWithin(int perSecond, List<TimeSpan> left) =>
        Assert.All(Enumerable.Range(perSecond, left.Count - perSecond), i => Assert.True(left[i] - left[i - perSecond] >= Second, $"{i}"));

    // When each left.
    private static async Task<List<TimeSpan>> LeaveAsync(int perSecond, int seconds, Func<int, TimeSpan> stall)
    {
        var clock = new FakeTimeProvider();
        using var pace = new Pace(perSecond, clock);
        var (begin, left) = (clock.GetTimestamp(), new List<TimeSpan>());
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var next = pace.WaitAsync(TestContext.Current.CancellationToken).AsTask();
            while (!next.IsCompleted)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
            }

            await next;
            left.Add(clock.GetElapsedTime(begin));
            clock.Advance(stall(i));
        }

        return left;
    }
}
