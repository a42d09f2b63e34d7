namespace Pinpush.Server.Delivery;

/// <summary>So much time from now on, whatever is done to the clock.</summary>
internal sealed class TimeLimit(TimeSpan left, TimeProvider time)
{
    private readonly long from = time.GetTimestamp();

    public bool IsOver => time.GetElapsedTime(from) >= left;
}
