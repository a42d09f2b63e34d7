using Pinpush.Contract;
using Pinpush.Messages.Layers;
using Pinpush.Messages.Payloads;

namespace Pinpush.Messages.Tests.Layers;

/// <summary>A record whose members can become part of a push, and the way there.</summary>
/// <param name="Record">Its members are what the test goes through.</param>
/// <param name="Shape">A message that has this record and nothing else.</param>
internal sealed record MessageLayer(Type Record, Func<object, ShapedPush> Shape)
{
    private static readonly PushContext Context = new("app", null, null, null, null, null);

    public static IReadOnlyDictionary<string, MessageLayer> All { get; } = new Dictionary<string, MessageLayer>
    {
        ["APNSMessage"] = Direct<APNSMessage>(ChannelType.Apns, m => new() { APNSMessage = m }),
        ["GCMMessage"] = Direct<GCMMessage>(ChannelType.Gcm, m => new() { GCMMessage = m }),
        ["DefaultPushNotificationMessage, APNS"] = Direct<DefaultPushNotificationMessage>(ChannelType.Apns, m => new() { DefaultPushNotificationMessage = m }),
        ["DefaultPushNotificationMessage, GCM"] = Direct<DefaultPushNotificationMessage>(ChannelType.Gcm, m => new() { DefaultPushNotificationMessage = m }),
        ["DefaultMessage, APNS"] = Direct<DefaultMessage>(ChannelType.Apns, m => new() { DefaultMessage = m }),
        ["DefaultMessage, GCM"] = Direct<DefaultMessage>(ChannelType.Gcm, m => new() { DefaultMessage = m }),
        ["entry, APNS"] = Entry(ChannelType.Apns),
        ["entry, GCM"] = Entry(ChannelType.Gcm),
        ["campaign, APNS"] = Campaign(ChannelType.Apns, m => new() { APNSMessage = m }),
        ["campaign, GCM"] = Campaign(ChannelType.Gcm, m => new() { GCMMessage = m }),
        ["campaign's default, APNS"] = Campaign(ChannelType.Apns, m => new() { APNSMessage = new(), DefaultMessage = m }),
        ["campaign's default, GCM"] = Campaign(ChannelType.Gcm, m => new() { GCMMessage = new(), DefaultMessage = m }),
        ["template, APNS"] = Template<APNSPushNotificationTemplate>(ChannelType.Apns, m => Templates.Empty with { APNS = m }),
        ["template, GCM"] = Template<AndroidPushNotificationTemplate>(ChannelType.Gcm, m => Templates.Empty with { GCM = m }),
        ["template's default, APNS"] = Template<DefaultPushNotificationTemplate>(ChannelType.Apns, m => Templates.Empty with { APNS = new(), Default = m }),
        ["template's default, GCM"] = Template<DefaultPushNotificationTemplate>(ChannelType.Gcm, m => Templates.Empty with { GCM = new(), Default = m }),
        ["campaign's template, APNS"] = OfTemplate<APNSPushNotificationTemplate>(ChannelType.Apns, m => Templates.Empty with { APNS = m }),
        ["campaign's template, GCM"] = OfTemplate<AndroidPushNotificationTemplate>(ChannelType.Gcm, m => Templates.Empty with { GCM = m }),
    };

    private static MessageLayer Direct<T>(ChannelType channel, Func<T, DirectMessageConfiguration> message) =>
        new(typeof(T), m => PushShapes.Direct(channel, message((T)m), null, null, Context));

    private static MessageLayer Entry(ChannelType channel) => new(
        typeof(EndpointSendConfiguration), m => PushShapes.Direct(channel, new(), null, MessageOverrides.Of((EndpointSendConfiguration)m), Context));

    private static MessageLayer Campaign(ChannelType channel, Func<Message, MessageConfiguration> message) =>
        new(typeof(Message), m => PushShapes.Campaign(channel, message((Message)m), Context));

    private static MessageLayer Template<T>(ChannelType channel, Func<T, PushNotificationTemplateResponse> template) =>
        new(typeof(T), m => PushShapes.Direct(channel, new(), template((T)m), null, Context));

    private static MessageLayer OfTemplate<T>(ChannelType channel, Func<T, PushNotificationTemplateResponse> template) =>
        new(typeof(T), m => PushShapes.Campaign(channel, template((T)m), Context));
}
