using Pinpush.Contract;

namespace Pinpush.Server.Delivery;

/// <summary>Who may get a push.</summary>
internal static class Judgement
{
    /// <param name="recipient">An endpoint as it is when the push leaves, or a bare address, which has neither id nor status; null when there is none.</param>
    /// <returns>Why it may get none; null when nothing stands against it.</returns>
    public static Skip? Of(EndpointResponse? recipient) =>
        recipient is null ? Skip.Gone
        : recipient.OptOut == OptOut.All ? Skip.OptedOut
        : recipient.EndpointStatus == EndpointStatus.Inactive ? Skip.Inactive
        : recipient.Address is null || recipient.ChannelType is null ? Skip.NoAddress
        : null;
}
