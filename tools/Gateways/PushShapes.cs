using Pinpush.Wire;

namespace Pinpush.Gateways;

/// <summary>
/// The whole way from a request's message to what a channel sends. Shape once per message and set of overrides, then
/// <see cref="ShapedPush.Ready.For"/> per device.
/// </summary>
public static class PushShapes
{
    /// <param name="channel">GCM or one of the four APNs channels.</param>
    /// <param name="entry">What the recipient changes; null is nothing.</param>
    public static ShapedPush Direct(ChannelType channel, DirectMessageConfiguration configuration, MessageOverrides? entry, PushContext context) =>
        channel == ChannelType.Gcm
            ? FcmShape.Shape(MessageLayers.Gcm(configuration, entry), context)
            : ApnsShape.Shape(MessageLayers.Apns(configuration, entry), context, channel);

    /// <summary>A campaign's message: the channel's own, and member by member the default message below it.</summary>
    /// <param name="channel">GCM or one of the four APNs channels.</param>
    public static ShapedPush Campaign(ChannelType channel, MessageConfiguration configuration, PushContext context)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var message = MessageLayers.Campaign(channel == ChannelType.Gcm ? configuration.GCMMessage : configuration.APNSMessage, configuration.DefaultMessage);
        if (message.JsonBody is { Length: > 0 } body && JsonText.Object(body, out var why) is null)
        {
            return new ShapedPush.Refused(new(400, "BadJsonBody", null, $"MessageConfiguration: JsonBody {why}."));
        }

        var jsonBody = message.JsonBody is { Length: > 0 } ? message.JsonBody : null;
        return channel == ChannelType.Gcm
            ? FcmShape.Shape(MessageLayers.Gcm(message), jsonBody, context)
            : ApnsShape.Shape(MessageLayers.Apns(message), jsonBody, context, channel);
    }
}
