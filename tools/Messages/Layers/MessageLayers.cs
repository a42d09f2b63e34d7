using Pinpush.Contract;

namespace Pinpush.Messages.Layers;

/// <summary>
/// Merges the layers of a message into the one that a channel sends, member by member. Highest first: the entry's RawContent, the channel
/// message's RawContent, the entry's title and body, the channel message, the default push message, the default message, the template.
/// </summary>
/// <remarks>
/// Source: Pinpoint service model 2016-12-01. It leaves open whether the entry's texts beat a channel message and whether layers merge
/// by member, and where a template stands: here the nearer word wins and every member counts by itself, so that a shared title need not be
/// repeated per channel.
/// </remarks>
public static class MessageLayers
{
    /// <param name="template">What the send names; null is none.</param>
    /// <param name="entry">What the recipient changes; null is nothing.</param>
    public static APNSMessage Apns(DirectMessageConfiguration configuration, PushNotificationTemplateResponse? template, MessageOverrides? entry)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var below = template is null ? null : Apns(template);
        var own = configuration.APNSMessage ?? new();
        var push = configuration.DefaultPushNotificationMessage;
        return own with
        {
            RawContent = entry?.RawContent ?? own.RawContent ?? below?.RawContent,
            Title = entry?.Title ?? own.Title ?? push?.Title ?? below?.Title,
            Body = entry?.Body ?? own.Body ?? push?.Body ?? configuration.DefaultMessage?.Body ?? below?.Body,
            Action = own.Action ?? push?.Action ?? below?.Action,
            Url = own.Url ?? push?.Url ?? below?.Url,
            Sound = own.Sound ?? below?.Sound,
            MediaUrl = own.MediaUrl ?? below?.MediaUrl,
            Data = own.Data ?? push?.Data,
            SilentPush = own.SilentPush ?? push?.SilentPush,
            Substitutions = null,
        };
    }

    /// <inheritdoc cref="Apns(DirectMessageConfiguration, PushNotificationTemplateResponse?, MessageOverrides?)"/>
    public static GCMMessage Gcm(DirectMessageConfiguration configuration, PushNotificationTemplateResponse? template, MessageOverrides? entry)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var below = template is null ? null : Gcm(template);
        var own = configuration.GCMMessage ?? new();
        var push = configuration.DefaultPushNotificationMessage;
        return own with
        {
            RawContent = entry?.RawContent ?? own.RawContent ?? below?.RawContent,
            Title = entry?.Title ?? own.Title ?? push?.Title ?? below?.Title,
            Body = entry?.Body ?? own.Body ?? push?.Body ?? configuration.DefaultMessage?.Body ?? below?.Body,
            Action = own.Action ?? push?.Action ?? below?.Action,
            Url = own.Url ?? push?.Url ?? below?.Url,
            Sound = own.Sound ?? below?.Sound,
            ImageUrl = own.ImageUrl ?? below?.ImageUrl,
            ImageIconUrl = own.ImageIconUrl ?? below?.ImageIconUrl,
            SmallImageIconUrl = own.SmallImageIconUrl ?? below?.SmallImageIconUrl,
            Data = own.Data ?? push?.Data,
            SilentPush = own.SilentPush ?? push?.SilentPush,
            Substitutions = null,
        };
    }

    /// <summary>A template's message for APNs: the part of the channel, and member by member the default part below it.</summary>
    internal static APNSMessage Apns(PushNotificationTemplateResponse template) => new()
    {
        Action = template.APNS?.Action ?? template.Default?.Action,
        Body = template.APNS?.Body ?? template.Default?.Body,
        MediaUrl = template.APNS?.MediaUrl,
        RawContent = template.APNS?.RawContent,
        Sound = template.APNS?.Sound ?? template.Default?.Sound,
        Title = template.APNS?.Title ?? template.Default?.Title,
        Url = template.APNS?.Url ?? template.Default?.Url,
    };

    /// <summary>A template's message for FCM, likewise.</summary>
    internal static GCMMessage Gcm(PushNotificationTemplateResponse template) => new()
    {
        Action = template.GCM?.Action ?? template.Default?.Action,
        Body = template.GCM?.Body ?? template.Default?.Body,
        ImageIconUrl = template.GCM?.ImageIconUrl,
        ImageUrl = template.GCM?.ImageUrl,
        RawContent = template.GCM?.RawContent,
        SmallImageIconUrl = template.GCM?.SmallImageIconUrl,
        Sound = template.GCM?.Sound ?? template.Default?.Sound,
        Title = template.GCM?.Title ?? template.Default?.Title,
        Url = template.GCM?.Url ?? template.Default?.Url,
    };

    /// <summary>The values that a send gives itself: of each name the first one, from the nearest layer that has any.</summary>
    internal static IReadOnlyDictionary<string, string> Substitutions(ChannelType channel, DirectMessageConfiguration configuration, MessageOverrides? entry)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>>?[] layers =
        [
            entry?.Substitutions,
            channel == ChannelType.Gcm ? configuration.GCMMessage?.Substitutions : configuration.APNSMessage?.Substitutions,
            configuration.DefaultPushNotificationMessage?.Substitutions,
            configuration.DefaultMessage?.Substitutions,
        ];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, list) in layers.SelectMany(l => l ?? new Dictionary<string, IReadOnlyList<string>>()))
        {
            if (list is [{ } first, ..])
            {
                values.TryAdd(name, first);
            }
        }

        return values;
    }

    /// <summary>A campaign's message for one channel: the channel's own, and member by member the default message below it.</summary>
    public static Message Campaign(Message? own, Message? shared) => own is null || shared is null
        ? own ?? shared ?? new()
        : new()
        {
            Action = own.Action ?? shared.Action,
            Body = own.Body ?? shared.Body,
            ImageIconUrl = own.ImageIconUrl ?? shared.ImageIconUrl,
            ImageSmallIconUrl = own.ImageSmallIconUrl ?? shared.ImageSmallIconUrl,
            ImageUrl = own.ImageUrl ?? shared.ImageUrl,
            JsonBody = own.JsonBody ?? shared.JsonBody,
            MediaUrl = own.MediaUrl ?? shared.MediaUrl,
            RawContent = own.RawContent ?? shared.RawContent,
            SilentPush = own.SilentPush ?? shared.SilentPush,
            TimeToLive = own.TimeToLive ?? shared.TimeToLive,
            Title = own.Title ?? shared.Title,
            Url = own.Url ?? shared.Url,
        };

    /// <summary>A campaign's message in APNs' terms; JsonBody, which has no member there, goes beside it.</summary>
    internal static APNSMessage Apns(Message message) => new()
    {
        Action = message.Action,
        Body = message.Body,
        MediaUrl = message.MediaUrl ?? message.ImageUrl, // a campaign has one picture for both platforms
        RawContent = message.RawContent,
        SilentPush = message.SilentPush,
        TimeToLive = message.TimeToLive,
        Title = message.Title,
        Url = message.Url,
    };

    /// <summary>A campaign's message in FCM's terms; JsonBody, which has no member there, goes beside it.</summary>
    internal static GCMMessage Gcm(Message message) => new()
    {
        Action = message.Action,
        Body = message.Body,
        ImageIconUrl = message.ImageIconUrl,
        ImageUrl = message.ImageUrl ?? message.MediaUrl,
        RawContent = message.RawContent,
        SilentPush = message.SilentPush,
        SmallImageIconUrl = message.ImageSmallIconUrl,
        TimeToLive = message.TimeToLive,
        Title = message.Title,
        Url = message.Url,
    };
}
