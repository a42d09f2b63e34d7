using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Transport;

/// <summary>
/// How many pushes may be on their way to a gateway that puts them off, urgent ones aside. Half as many each time that it does; when none is left, none for a
/// while, longer each time that this is in vain. Then one, and more with the pushes that it takes.
/// </summary>
/// <remarks>Sources: Apple, Handling notification responses from APNs; FCM, Best practices when sending at scale.</remarks>
internal sealed class Throttle
{
    /// <summary>So many pushes have to be taken for one more that may be on its way.</summary>
    private const int Growth = 8;

    /// <summary>One push asks so often whether it is over, unless the gateway named a longer time.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly int most;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private volatile string? cause;
    private int allowed, taken, pauses;
    private long cutAt;
    private TimeSpan pause; // from then on

    /// <param name="most">How many may be on their way otherwise.</param>
    public Throttle(int most, TimeProvider time) => (this.most, allowed, this.time) = (most, most, time);

    /// <summary>Why it is slower than it may be; null when it is not.</summary>
    public string? Cause => cause;

    /// <param name="onTheirWay">How many are.</param>
    public bool Allows(int onTheirWay)
    {
        if (cause is null)
        {
            return true;
        }

        lock (gate)
        {
            return onTheirWay < allowed && !IsPaused;
        }
    }

    /// <summary>The gateway took or refused a push.</summary>
    /// <param name="leftAt">The timestamp: what left before the last cut tells nothing new.</param>
    public void Took(long leftAt)
    {
        if (cause is null) // the usual case
        {
            return;
        }

        lock (gate)
        {
            if (leftAt < cutAt)
            {
                return;
            }

            (pauses, pause) = (0, TimeSpan.Zero);
            if (++taken % Growth == 0 && ++allowed >= most)
            {
                (allowed, cause) = (most, null);
            }
        }
    }

    /// <summary>The gateway put a push off.</summary>
    /// <param name="leftAt">See <see cref="Took"/>.</param>
    public void PutOff(PushOutcome.NotProcessed answer, long leftAt)
    {
        lock (gate)
        {
            if (cause is not null && (leftAt < cutAt || IsPaused))
            {
                return;
            }

            (cause, cutAt, allowed) = (answer.Cause, time.GetTimestamp(), allowed / 2);
            if (allowed == 0)
            {
                var (wait, longest) = (answer.WaitAfter(++pauses), answer.RetryAfter > LongestPause ? answer.RetryAfter.Value : LongestPause);
                (allowed, pause) = (1, wait < longest ? wait : longest);
            }
        }
    }

    private bool IsPaused => time.GetElapsedTime(cutAt) < pause;
}
