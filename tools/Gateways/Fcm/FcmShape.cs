using Pinpush.Wire;

namespace Pinpush.Gateways;

/// <summary>From a Pinpoint message to an FCM v1 message.</summary>
public static class FcmShape
{
    /// <param name="message">The effective message, as <see cref="MessageLayers"/> makes it.</param>
    public static ShapedPush Shape(GCMMessage message, PushContext context) => throw new NotImplementedException();
}
