namespace Pinpush.Gateways.Http2;

/// <summary>
/// The most pushes of a sender that are on their way at once. Those that wait for their answer unusually long make room for others, up to as many
/// again: a few that are never answered must not hold up the rest.
/// </summary>
internal sealed class PushWindow(int most)
{
    private int onTheirWay, overdue;

    public int Most => most;

    /// <summary>How many more may be on their way.</summary>
    public int Room => Math.Max(0, most - Volatile.Read(ref onTheirWay));

    public bool TryTake()
    {
        if (Interlocked.Increment(ref onTheirWay) <= most)
        {
            return true;
        }

        Interlocked.Decrement(ref onTheirWay);
        return false;
    }

    /// <summary>A push that has a place is overdue and gives it up, if not too many did.</summary>
    public bool TryOverdue()
    {
        if (Interlocked.Increment(ref overdue) > most)
        {
            Interlocked.Decrement(ref overdue);
            return false;
        }

        Interlocked.Decrement(ref onTheirWay);
        return true;
    }

    public void Release(bool wasOverdue) => Interlocked.Decrement(ref wasOverdue ? ref overdue : ref onTheirWay);
}
