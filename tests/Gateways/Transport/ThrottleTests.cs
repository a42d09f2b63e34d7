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
    public void One_push_that_is_put_off_halves_them_and_those_that_left_before_change_nothing()
    {
        throttle.PutOff(Busy, isAsked: false, onTheirWay: 3);
        throttle.PutOff(Busy, isAsked: false, onTheirWay: 2);
        throttle.PutOff(Busy, isAsked: false, onTheirWay: 1);

        Assert.Equal((true, false, "Busy"), (throttle.Allows((Most / 2) - 1), throttle.Allows(Most / 2), throttle.Cause));
    }

    [Fact]
    public void With_those_that_are_taken_they_become_more_until_all_is_as_before()
    {
        throttle.PutOff(Busy, isAsked: false, onTheirWay: 1);

        for (var taken = 0; throttle.Cause is not null; taken++)
        {
            Assert.InRange(taken, 0, 8 * Most);
            throttle.Took();
        }

        Assert.True(throttle.Allows(Most - 1));
    }

    [Fact]
    public void A_gateway_that_names_a_time_gets_none_until_then_and_one_after_it()
    {
        throttle.PutOff(Busy, isAsked: true, onTheirWay: 1);

        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(throttle.Allows(0));
        clock.Advance(TimeSpan.FromSeconds(2.7)); // a fourth longer at most
        Assert.Equal((true, false), (throttle.Allows(0), throttle.Allows(1)));
    }

    [Fact]
    public void None_is_taken_and_the_pauses_become_longer()
    {
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            throttle.PutOff(Busy, isAsked: true, onTheirWay: 1);
            var begin = clock.GetTimestamp();
            while (!throttle.Allows(0))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            pauses.Add(clock.GetElapsedTime(begin));
        }

        Assert.InRange(pauses[0], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(14));
        Assert.InRange(pauses[3], TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(101));
        Assert.InRange(pauses[^1], TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(19));
    }

    [Fact]
    public void Pushes_without_an_answer_do_not_keep_it_slow()
    {
        throttle.PutOff(Busy, isAsked: true, onTheirWay: 40);
        for (var i = 0; i < 39; i++)
        {
            throttle.Lost();
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 8; i++)
        {
            throttle.Took();
        }

        Assert.True(throttle.Allows(1));
    }
}
