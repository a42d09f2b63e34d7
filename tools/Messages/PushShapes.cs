using Pinpush.Contract;
using Pinpush.Messages.Apns;
using Pinpush.Messages.Fcm;
using Pinpush.Messages.Layers;
using Pinpush.Messages.Payloads;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages;

/// <summary>
/// The whole way from a request's message to what a channel sends. Shape once per message and set of overrides, then
/// <see cref="ShapedPush.Ready.TryFill"/> per device.
/// </summary>
public static class PushShapes
{
    /// <summary>
    /// A direct send. Without a template its substitutions are put into its texts; with one they, the recipient and the defaults fill its
    /// message variables.
    /// </summary>
    /// <param name="channel">GCM or one of the four APNs channels.</param>
    /// <param name="template">What the send names; null is none.</param>
    /// <param name="entry">What the recipient changes; null is nothing.</param>
    public static ShapedPush Direct(
        ChannelType channel, DirectMessageConfiguration configuration, PushNotificationTemplateResponse? template, MessageOverrides? entry, PushContext context)
    {
        var given = MessageLayers.Substitutions(channel, configuration, entry);
        var words = new TextVariables(template is null ? given : new Dictionary<string, string>());
        var shaped = channel == ChannelType.Gcm
            ? FcmShape.Shape(words.In(MessageLayers.Gcm(configuration, template, entry)), context)
            : ApnsShape.Shape(words.In(MessageLayers.Apns(configuration, template, entry)), context, channel);
        return template is null ? shaped : shaped.With(MessageVariables.OfTemplate(given, Defaults(template)));
    }

    /// <summary>A campaign's template.</summary>
    /// <param name="channel">GCM or one of the four APNs channels.</param>
    public static ShapedPush Campaign(ChannelType channel, PushNotificationTemplateResponse template, PushContext context)
    {
        ArgumentNullException.ThrowIfNull(template);
        var shaped = channel == ChannelType.Gcm
            ? FcmShape.Shape(MessageLayers.Gcm(template), context)
            : ApnsShape.Shape(MessageLayers.Apns(template), context, channel);
        return shaped.With(MessageVariables.OfCampaign(Defaults(template)));
    }

    /// <summary>
    /// A campaign's message: the channel's own, and member by member the default message below it. Its message variables are filled from the
    /// recipient, as a template's are.
    /// </summary>
    /// <param name="channel">GCM or one of the four APNs channels.</param>
    public static ShapedPush Campaign(ChannelType channel, MessageConfiguration configuration, PushContext context)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var message = MessageLayers.Campaign(channel == ChannelType.Gcm ? configuration.GCMMessage : configuration.APNSMessage, configuration.DefaultMessage);
        if (message.JsonBody is { Length: > 0 } body && JsonText.ReadObject(body, out var why) is null)
        {
            return new ShapedPush.Refused(new("BadJsonBody", $"MessageConfiguration: JsonBody {why}."));
        }

        var jsonBody = message.JsonBody is { Length: > 0 } ? message.JsonBody : null;
        var shaped = channel == ChannelType.Gcm
            ? FcmShape.Shape(MessageLayers.Gcm(message), jsonBody, context)
            : ApnsShape.Shape(MessageLayers.Apns(message), jsonBody, context, channel);
        return shaped.With(MessageVariables.OfCampaign(defaults: null));
    }

    private static IReadOnlyDictionary<string, string>? Defaults(PushNotificationTemplateResponse template) =>
        TemplateRules.TrySubstitutions(template.DefaultSubstitutions, out var values) ? values : null;
}
