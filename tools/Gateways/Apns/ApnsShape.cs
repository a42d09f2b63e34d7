using Pinpush.Wire;

namespace Pinpush.Gateways;

/// <summary>From a Pinpoint message to an APNs payload and its headers.</summary>
public static class ApnsShape
{
    /// <param name="message">The effective message, as <see cref="MessageLayers"/> makes it.</param>
    /// <param name="channel">One of the four APNs channels; a VoIP channel sends VoIP pushes.</param>
    public static ShapedPush Shape(APNSMessage message, PushContext context, ChannelType channel) => throw new NotImplementedException();
}
