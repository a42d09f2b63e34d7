namespace Pinpush.Gateways.Senders;

/// <summary>Whoever sends over a channel stands in a lane. Lanes take turns, so that none waits behind all of another.</summary>
/// <param name="isUrgent">Its pushes come before those of all other lanes, and need no place in the channel's window.</param>
public sealed class PushLane(bool isUrgent = false)
{
    /// <summary>The lane of direct sends: somebody waits for the answer.</summary>
    public static PushLane Direct { get; } = new(isUrgent: true);

    public bool IsUrgent => isUrgent;
}
