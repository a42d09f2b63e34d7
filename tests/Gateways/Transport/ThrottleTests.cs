using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;
using Xunit;

namespace Pinpush.Gateways.Tests.Transport;

/// <summary>How many pushes may be on their way to a gateway that puts them off.</summary>
public sealed class ThrottleTests
{
    private const int Most = 64;
    private static readonly PushOutcome.NotProcessed Busy = new(503, "Busy", TimeSpan.FromSeconds(10));

    private readonly FakeTimeProvider clock = new();
    private readonly Throttle throttle;

    public ThrottleTests() => throttle = new(Most, clock);

    [Fact]
    public void Pushes_that_are_put_off_halve_them_once_for_all_that_left_before()
    {
        var left = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 50; i++)
        {
            throttle.PutOff(Busy, left);
        }

        Assert.Equal((true, false, "Busy"), (throttle.Allows((Most / 2) - 1), throttle.Allows(Most / 2), throttle.Cause));
    }

    [Fact]
    public void With_those_that_are_taken_they_become_more_until_all_is_as_before()
    {
        throttle.PutOff(Busy, clock.GetTimestamp());

        for (var taken = 0; throttle.Cause is not null; taken++)
        {
            Assert.InRange(taken, 0, 8 * Most);
            throttle.Took(clock.GetTimestamp());
        }

        Assert.True(throttle.Allows(Most - 1));
    }

    [Fact]
    public void When_none_is_left_there_is_a_pause_and_then_one()
    {
        Exhaust();

        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(throttle.Allows(0));
        clock.Advance(TimeSpan.FromSeconds(2.7)); // a fourth longer at most
        Assert.Equal((true, false), (throttle.Allows(0), throttle.Allows(1)));
    }

    [Fact]
    public void None_is_taken_and_the_pauses_become_longer_up_to_a_minute()
    {
        Exhaust();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            var begin = clock.GetTimestamp();
            while (!throttle.Allows(0))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            pauses.Add(clock.GetElapsedTime(begin));
            throttle.PutOff(Busy, clock.GetTimestamp());
        }

        Assert.InRange(pauses[0], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(14));
        Assert.InRange(pauses[1], TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(26));
        Assert.Equal(TimeSpan.FromMinutes(1), pauses[^1]);
    }

    [Fact]
    public void An_urgent_push_in_a_pause_makes_it_no_longer_when_it_is_put_off_and_ends_it_when_it_is_taken()
    {
        Exhaust();
        clock.Advance(TimeSpan.FromSeconds(5));

        throttle.PutOff(Busy, clock.GetTimestamp());
        Assert.False(throttle.Allows(0));
        throttle.Took(clock.GetTimestamp());

        Assert.True(throttle.Allows(0));
    }

    private void Exhaust()
    {
        while (throttle.Allows(0))
        {
            clock.Advance(TimeSpan.FromMilliseconds(40));
            throttle.PutOff(Busy, clock.GetTimestamp());
        }
    }
}
