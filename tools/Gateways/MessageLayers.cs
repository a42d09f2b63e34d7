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
}
