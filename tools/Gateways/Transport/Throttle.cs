using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Transport;

/// <summary>
/// How many pushes may be on their way to a gateway that puts them off, urgent ones aside. Half as many each time that it does; none for a while when it names
/// a time, or when none is left, longer each time that this is in vain. Then one, and more with the pushes that it takes.
/// </summary>
/// <remarks>Sources: Apple, Handling notification responses from APNs; FCM, Best practices when sending at scale.</remarks>
internal sealed class Throttle
{
    /// <summary>So many pushes have to be taken for one more that may be on its way.</summary>
    private const int Growth = 8;

    private readonly int most;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private volatile string? cause;
    private int allowed, taken, pauses;
    private int older; // pushes that left before the last cut: their answers tell nothing new
    private long pausedAt;
    private TimeSpan pause;

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
            return onTheirWay < allowed && time.GetElapsedTime(pausedAt) >= pause;
        }
    }

    /// <summary>The gateway took or refused a push.</summary>
    public void Took()
    {
        if (cause is null) // the usual case
        {
            return;
        }

        lock (gate)
        {
            if (older > 0)
            {
                older--;
                return;
            }

            pauses = 0;
            if (++taken % Growth == 0 && ++allowed >= most)
            {
                (allowed, cause) = (most, null);
            }
        }
    }

    /// <summary>A push ended without an answer.</summary>
    public void Lost()
    {
        if (cause is not null)
        {
            lock (gate)
            {
                older = Math.Max(0, older - 1);
            }
        }
    }

    /// <summary>The gateway put a push off.</summary>
    /// <param name="isAsked">It named a time.</param>
    /// <param name="onTheirWay">How many are, this one among them.</param>
    public void PutOff(PushOutcome.NotProcessed answer, bool isAsked, int onTheirWay)
    {
        lock (gate)
        {
            cause = answer.Cause;
            if (older > 0)
            {
                older--;
                return;
            }

            older = Math.Max(0, onTheirWay - 1);
            allowed = isAsked ? 0 : allowed / 2;
            if (allowed == 0)
            {
                (allowed, pausedAt, pause) = (1, time.GetTimestamp(), answer.WaitAfter(++pauses));
            }
        }
    }
}
