using System.Runtime.InteropServices;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Server.Delivery;

/// <summary>Where a push stands before it leaves: it may leave now, or it does not.</summary>
/// <param name="End">What became of it instead; all the rest is empty then.</param>
/// <param name="Recipient">As it is now: nothing stands against a push to it.</param>
/// <param name="Place">To be used, left, or failed already.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Entry(
    Outcome? End, EndpointResponse Recipient, Route Route, IPushSender Sender, ShapedPush.Ready Message, PushPlace Place)
{
    /// <summary>It does not leave.</summary>
    public Entry(Outcome end)
        : this(end, null!, null!, null!, null!, default) // not looked at when there is an end
    {
    }
}
