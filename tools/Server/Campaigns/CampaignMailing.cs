using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Pinpush.Contract;
using Pinpush.Messages;
using Pinpush.Messages.Payloads;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Campaigns;

/// <summary>What a run says: one message, shaped once per channel.</summary>
internal sealed class CampaignMailing(CampaignResponse campaign, Run run) : IMailing
{
    private readonly ConcurrentDictionary<ChannelType, ShapedPush> shapes = new();
    private readonly PushContext context = new(campaign.ApplicationId, campaign.Id, run.ActivityId, "0", null, null);

    public string App => campaign.ApplicationId;

    public ShapedPush Shape(int index, ChannelType channel) => shapes.GetOrAdd(channel, c => run.Template is { } template
        ? PushShapes.Campaign(c, template, context)
        : PushShapes.Campaign(c, campaign.MessageConfiguration!, context)); // checked by CampaignRules

    /// <summary>A name-based UUID (RFC 9562, version 5) of activity and endpoint.</summary>
    public Guid Id(EndpointResponse recipient)
    {
#pragma warning disable CA5350 // version 5 is SHA-1 by definition; it names, it does not protect
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes($"pinpush/{run.ActivityId}/{recipient.Id}"));
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    public string? AuthenticationMethod(ChannelType channel) => null;
}
