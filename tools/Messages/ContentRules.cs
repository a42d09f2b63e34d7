using Pinpush.Contract;
using Pinpush.Messages.Payloads;

namespace Pinpush.Messages;

/// <summary>
/// What a campaign and a template must be, their content included: what no push service would take, whoever the recipient is, is told when it is written, and
/// not by each push. What hangs on the recipient, such as a long name, is told by the push.
/// </summary>
public static class ContentRules
{
    // The payloads of the other APNs channels are the same.
    private static readonly (ChannelType Type, string Member)[] Channels = [(ChannelType.Apns, "APNS"), (ChannelType.Gcm, "GCM")];

    /// <returns>Every fault, each naming the member; empty when all is right. Faults of the content only when there are no others.</returns>
    public static IReadOnlyList<Fault> Check(WriteCampaignRequest request)
    {
        var faults = CampaignRules.Check(request);
        if (faults.Count > 0 || request.MessageConfiguration is not { } message || request.TemplateConfiguration?.PushTemplate is not null)
        {
            return faults;
        }

        var id = new string('0', 32); // as long as those that it gets
        var context = new PushContext(id, id, id, null, null, null);
        var shapes = Array.ConvertAll(Channels, c => PushShapes.Campaign(c.Type, message, context));
        return Array.TrueForAll(shapes, s => s is ShapedPush.Refused { Why.IsBlank: true })
            ? [new("MessageConfiguration", "MessageConfiguration has nothing to show: give a Title or Body, or set SilentPush, or give RawContent.")]
            : Check(shapes, c => $"MessageConfiguration.{c}Message");
    }

    /// <returns>Every fault, each naming the member; empty when all is right. Faults of the content only when there are no others.</returns>
    public static IReadOnlyList<Fault> Check(PushNotificationTemplateRequest request)
    {
        var faults = TemplateRules.Check(request);
        if (faults.Count > 0)
        {
            return faults;
        }

        var template = new PushNotificationTemplateResponse
        {
            APNS = request.APNS,
            Arn = "",
            CreationDate = "",
            Default = request.Default,
            GCM = request.GCM,
            LastModifiedDate = "",
            TemplateName = "",
            TemplateType = TemplateType.Push,
            Version = "",
        };
        var context = new PushContext("", null, null, null, null, null); // a send to an address, which has the least to say
        return Check(Array.ConvertAll(Channels, c => PushShapes.Direct(c.Type, new(), template, null, context)), c => c);
    }

    private static IReadOnlyList<Fault> Check(ShapedPush[] shapes, Func<string, string> member) =>
        [.. shapes.Zip(Channels, (shape, c) => Check(shape, c.Type, member(c.Member))).OfType<Fault>()];

    private static Fault? Check(ShapedPush shape, ChannelType channel, string member) => shape switch
    {
        ShapedPush.Refused { Why: { IsBlank: false, Detail: var detail } } => new(member, $"{member}: {detail[(detail.IndexOf(':') + 1)..].TrimStart()}"),
        ShapedPush.Ready { LeastSize: var size } ready when Most(channel, ready.Headers.PushType) is var most && size > most =>
            new(member, $"{member}: a push has at least {size} bytes, and the push service takes {most}."),
        _ => null,
    };

    private static int Most(ChannelType channel, string type) =>
        channel == ChannelType.Gcm ? GatewayLimits.FcmMessage : ApnsPushType.All.First(t => t.Word == type).MostBytes;
}
