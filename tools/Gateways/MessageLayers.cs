using Pinpush.Wire;

namespace Pinpush.Gateways;

/// <summary>
/// Merges the layers of a message into the one that a channel sends, member by member. Highest first: the entry's RawContent, the
/// channel message's RawContent, the entry's title and body, the channel message, the default push message, the default message.
/// </summary>
/// <remarks>
/// Source: Pinpoint service model 2016-12-01. It leaves open whether the entry's texts beat a channel message and whether layers merge
/// by member: here the nearer word wins and every member counts by itself, so that a shared title need not be repeated per channel.
/// </remarks>
public static class MessageLayers
{
    /// <param name="entry">What the recipient changes; null is nothing.</param>
    public static APNSMessage Apns(DirectMessageConfiguration configuration, MessageOverrides? entry)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var own = configuration.APNSMessage ?? new();
        var push = configuration.DefaultPushNotificationMessage;
        var words = new Substitutions(entry?.Substitutions, own.Substitutions, push?.Substitutions, configuration.DefaultMessage?.Substitutions);
        return own with
        {
            RawContent = words.InJson(entry?.RawContent ?? own.RawContent),
            Title = words.In(entry?.Title ?? own.Title ?? push?.Title),
            Body = words.In(entry?.Body ?? own.Body ?? push?.Body ?? configuration.DefaultMessage?.Body),
            Action = own.Action ?? push?.Action,
            Url = words.In(own.Url ?? push?.Url),
            MediaUrl = words.In(own.MediaUrl),
            Data = words.In(own.Data ?? push?.Data),
            SilentPush = own.SilentPush ?? push?.SilentPush,
            Substitutions = null,
        };
    }

    /// <inheritdoc cref="Apns(DirectMessageConfiguration, MessageOverrides?)"/>
    public static GCMMessage Gcm(DirectMessageConfiguration configuration, MessageOverrides? entry)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var own = configuration.GCMMessage ?? new();
        var push = configuration.DefaultPushNotificationMessage;
        var words = new Substitutions(entry?.Substitutions, own.Substitutions, push?.Substitutions, configuration.DefaultMessage?.Substitutions);
        return own with
        {
            RawContent = words.InJson(entry?.RawContent ?? own.RawContent),
            Title = words.In(entry?.Title ?? own.Title ?? push?.Title),
            Body = words.In(entry?.Body ?? own.Body ?? push?.Body ?? configuration.DefaultMessage?.Body),
            Action = own.Action ?? push?.Action,
            Url = words.In(own.Url ?? push?.Url),
            ImageUrl = words.In(own.ImageUrl),
            Data = words.In(own.Data ?? push?.Data),
            SilentPush = own.SilentPush ?? push?.SilentPush,
            Substitutions = null,
        };
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
