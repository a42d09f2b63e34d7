namespace Pinpush.Gateways.Senders;

/// <summary>Whoever sends over a channel stands in a lane. Lanes take turns, so that none waits behind all of another.</summary>
/// <param name="patience">How long its pushes wait while the gateway gives nobody a place; those without any are told when it is first tried in vain.</param>
/// <param name="isUrgent">Its pushes come before those of all other lanes, need no place in the channel's window, and leave also when the gateway wants to be
/// left alone: whoever waits for the answer is told so.</param>
public sealed class PushLane(TimeSpan patience, bool isUrgent = false)
{
    /// <summary>The lane of direct sends: somebody waits for the answer.</summary>
    public static PushLane Direct { get; } = new(TimeSpan.Zero, isUrgent: true);

    public TimeSpan Patience => patience;

    public bool IsUrgent => isUrgent;
}
