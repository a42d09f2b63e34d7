using Microsoft.Extensions.Logging;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Apps;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Campaigns;

/// <summary>Sends a run: its recipients flow through the windows of their channels.</summary>
internal sealed class CampaignSender(AppStore apps, EndpointStore endpoints, Deliverer deliverer, Ledger ledger, TimeProvider time, ILogger<CampaignSender> log)
{
    private const int ChunkSize = 500;

    /// <summary>No timer runs longer, 49 days; a run that may last longer is looked at again at the next start.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>What is not reached over one of these is told why, and holds up nobody else.</summary>
    private static readonly ChannelType[] Channels =
        [ChannelType.Gcm, ChannelType.Apns, ChannelType.ApnsSandbox, ChannelType.ApnsVoip, ChannelType.ApnsVoipSandbox];

    /// <summary>Sends what is not done yet.</summary>
    /// <returns>Null when it was stopped before everybody had an outcome, else whether its time was not over.</returns>
    public async Task<bool?> SendAsync(CampaignResponse campaign, Run run, CancellationToken stop)
    {
        var (done, inDoubt) = await ledger.ResumeAsync(run, stop);
        var rest = run.Recipients.Clone();
        rest.AndNotWith(done);
        rest.AndNotWith(inDoubt);
        var limits = apps.Settings(campaign.ApplicationId).Limits;
        var perSecond = LimitRules.Set(campaign.Limits?.MessagesPerSecond) ?? LimitRules.Set(limits?.MessagesPerSecond);
        using var pace = perSecond is { } rate ? new Pace(rate, time) : null;
        using var over = RunEnd.Of(campaign, limits, run) is { } end ? After(end - time.GetUtcNow()) : new CancellationTokenSource();
        var policy = DeliveryPolicy.Campaign with { Name = $"Campaign {campaign.Id}", Pace = pace, Over = over.Token };
        var (mailing, resends) = (new CampaignMailing(campaign, run), OwnTags.ResendsInDoubt(campaign.Tags));
        await using (var journal = new RunJournal(ledger, run, time, log, stop))
        {
            if (!resends)
            {
                End(inDoubt, journal);
                inDoubt = new Bitmap();
            }

            var (isWhole, size) = (Array.Exists(Channels, mailing.HasVariables), Math.Min(ChunkSize, perSecond ?? ChunkSize));
            var streams = Audiences(campaign.ApplicationId, inDoubt, rest)
                .Select(audience => new RunRecipients(endpoints, journal, audience, isWhole, resends, size, time, over.Token));
            await deliverer.SendAsync(mailing, streams, policy, new PushLane(DeliveryPolicy.Patience), journal.Stop);
        }

        return stop.IsCancellationRequested ? null : !over.IsCancellationRequested;
    }

    private CancellationTokenSource After(TimeSpan left) =>
        new(left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestTimer ? left : LongestTimer, time);

    private static void End(Bitmap inDoubt, RunJournal journal)
    {
        foreach (var number in inDoubt.Chunks(ChunkSize).SelectMany(n => n))
        {
            journal.End(number, new Outcome(null, new PushOutcome.InDoubt("ServerStopped")), wasInDoubt: true);
        }
    }

    // One for each channel, and at last who is in none.
    private IEnumerable<(Bitmap InDoubt, Bitmap Others)> Audiences(string app, Bitmap inDoubt, Bitmap rest)
    {
        foreach (var channel in Channels)
        {
            var (reached, doubted) = (endpoints.Index(app).Of(channel), inDoubt.Clone());
            doubted.AndWith(reached);
            inDoubt.AndNotWith(reached);
            reached.AndWith(rest);
            rest.AndNotWith(reached);
            yield return (doubted, reached);
        }

        yield return (inDoubt, rest);
    }
}
