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
    private const int LongestId = 256;

    private readonly ShapedPush?[] shapes = new ShapedPush?[Enum.GetValues<ChannelType>().Length];
    private readonly PushContext context = new(campaign.ApplicationId, campaign.Id, run.ActivityId, "0", null, null);
    private readonly byte[] prefix = Encoding.UTF8.GetBytes($"pinpush/{run.ActivityId}/");

    public string App => campaign.ApplicationId;

    // Two who come first both shape it: the same.
    public ShapedPush Shape(int number, ChannelType channel) => shapes[(int)channel] ??= run.Template is { } template
        ? PushShapes.Campaign(channel, template, context)
        : PushShapes.Campaign(channel, campaign.MessageConfiguration!, context); // checked by CampaignRules

    /// <summary>Whether it says something of its recipients.</summary>
    public bool HasVariables(ChannelType channel) => Shape(0, channel) is ShapedPush.Ready { HasVariables: true };

    /// <summary>A name-based UUID (RFC 9562, version 5) of activity and endpoint.</summary>
    public Guid Id(EndpointResponse recipient)
    {
        var id = recipient.Id!; // stored endpoints have one
        var most = prefix.Length + Encoding.UTF8.GetMaxByteCount(id.Length);
        var name = most <= LongestId ? stackalloc byte[LongestId] : new byte[most];
        prefix.CopyTo(name);
        var length = prefix.Length + Encoding.UTF8.GetBytes(id, name[prefix.Length..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // version 5 is SHA-1 by definition; it names, it does not protect
        SHA1.HashData(name[..length], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    public string? AuthenticationMethod(ChannelType channel) => null;
}
