using System.Collections.Concurrent;
using Pinpush.Contract;
using Pinpush.Messages;
using Pinpush.Messages.Layers;
using Pinpush.Messages.Payloads;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Messages;

/// <summary>What one recipient changes in the message of a direct send.</summary>
/// <param name="Overrides">Null changes nothing.</param>
/// <param name="Context">Goes along beside the request's; what stands in both is the recipient's.</param>
internal sealed record Entry(MessageOverrides? Overrides, IReadOnlyDictionary<string, string>? Context)
{
    public bool IsEmpty => Overrides is null or { IsEmpty: true } && Context is null or { Count: 0 };
}

/// <summary>A direct send: a message that most recipients get unchanged is shaped once per channel.</summary>
/// <param name="entries">One for each recipient, at its place.</param>
internal sealed class DirectMailing(
    string app, DirectMessageConfiguration message, PushNotificationTemplateResponse? template, IReadOnlyDictionary<string, string>? context, string? traceId,
    IReadOnlyList<Entry> entries)
    : IMailing
{
    private readonly ConcurrentDictionary<ChannelType, ShapedPush> shared = new();

    public string App => app;

    public ShapedPush Shape(int number, ChannelType channel) => entries[number].IsEmpty
        ? shared.GetOrAdd(channel, c => PushShapes.Direct(c, message, template, null, Of(context)))
        : PushShapes.Direct(channel, message, template, entries[number].Overrides, Of(Merge(entries[number].Context)));

    public Guid Id(EndpointResponse recipient) => Guid.NewGuid();

    public string? AuthenticationMethod(ChannelType channel) =>
        channel == ChannelType.Gcm ? message.GCMMessage?.PreferredAuthenticationMethod : message.APNSMessage?.PreferredAuthenticationMethod;

    private PushContext Of(IReadOnlyDictionary<string, string>? own) => new(app, null, null, null, traceId, own);

    private IReadOnlyDictionary<string, string>? Merge(IReadOnlyDictionary<string, string>? entry)
    {
        if (context is null || entry is null)
        {
            return entry ?? context;
        }

        var merged = new Dictionary<string, string>(context, StringComparer.Ordinal);
        foreach (var (key, value) in entry)
        {
            merged[key] = value;
        }

        return merged;
    }
}
