using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Apps;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Campaigns;

/// <summary>Sends a run: its recipients leave some at a time, written before they do, and flow through the windows of their channels.</summary>
internal sealed class CampaignSender(AppStore apps, EndpointStore endpoints, Deliverer deliverer, Ledger ledger, TimeProvider time, ILogger<CampaignSender> log)
{
    /// <summary>How many leave at a time. Of a stream at most twice as many are in doubt after a kill without having left.</summary>
    private const int ChunkSize = 500;

    /// <summary>What is not reached over one of these is told why, and holds up nobody else.</summary>
    private static readonly ChannelType[] Channels =
        [ChannelType.Gcm, ChannelType.Apns, ChannelType.ApnsSandbox, ChannelType.ApnsVoip, ChannelType.ApnsVoipSandbox];

    /// <summary>Sends what is not done yet.</summary>
    /// <returns>True when all are done, false when the campaign's longest duration was over before, null when it was stopped.</returns>
    public async Task<bool?> SendAsync(CampaignResponse campaign, Run run, CancellationToken stop)
    {
        var (done, inDoubt) = await ledger.ResumeAsync(run, stop);
        var rest = run.Recipients.Clone();
        rest.AndNotWith(done);
        rest.AndNotWith(inDoubt);
        var limits = apps.Settings(campaign.ApplicationId).Limits;
        var perSecond = campaign.Limits?.MessagesPerSecond ?? limits?.MessagesPerSecond;
        using var pace = perSecond is { } rate ? new Pace(rate, time) : null;
        var policy = DeliveryPolicy.Campaign with
        {
            Pace = pace,
            Limit = RunEnd.Of(campaign, limits, run) is { } end ? new TimeLimit(end - time.GetUtcNow(), time) : null,
        };
        var (mailing, resends) = (new CampaignMailing(campaign, run), OwnTags.ResendsInDoubt(campaign.Tags));
        bool inTime;
        await using (var journal = new RunJournal(ledger, run, time, log, stop))
        {
            var recipients = new RunRecipients(endpoints, journal, Array.Exists(Channels, mailing.HasVariables), resends);
            if (!resends)
            {
                End(inDoubt, recipients);
                inDoubt = new Bitmap();
            }

            var size = Math.Min(ChunkSize, perSecond ?? ChunkSize);
            var streams = Streams(campaign.ApplicationId, inDoubt, rest).Select(s => ChunksAsync(s.InDoubt, s.Others, size, journal, recipients, stop));
            inTime = await deliverer.SendAsync(mailing, recipients, streams, policy, new PushLane(), stop);
        }

        return stop.IsCancellationRequested ? null : inTime;
    }

    private static void End(Bitmap inDoubt, RunRecipients recipients)
    {
        foreach (var number in inDoubt.Chunks(ChunkSize).SelectMany(n => n))
        {
            recipients.End(number, new Outcome(null, new PushOutcome.InDoubt("the server was stopped")), wasInDoubt: true);
        }
    }

    // One for each channel, and at last who is in none.
    private IEnumerable<(Bitmap InDoubt, Bitmap Others)> Streams(string app, Bitmap inDoubt, Bitmap rest)
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

    // In doubt first: that they are is on record, so they need not leave again. Of the others a chunk leaves while those before it are sent.
    private async IAsyncEnumerable<Chunk> ChunksAsync(
        Bitmap inDoubt, Bitmap rest, int size, RunJournal journal, RunRecipients recipients, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var numbers in inDoubt.Chunks(size))
        {
            yield return new Chunk(recipients, numbers, isInDoubt: true, time);
        }

        (int[] Numbers, Task Left)? ahead = null;
        try
        {
            foreach (var numbers in rest.Chunks(size))
            {
                var behind = ahead;
                ahead = (numbers, journal.LeaveAsync(numbers, stop));
                if (behind is { } chunk)
                {
                    await chunk.Left;
                    yield return new Chunk(recipients, chunk.Numbers, isInDoubt: false, time);
                }
            }

            if (ahead is { } last)
            {
                await last.Left;
                yield return new Chunk(recipients, last.Numbers, isInDoubt: false, time);
            }
        }
        finally
        {
            if (ahead is { } open)
            {
                await open.Left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // nothing of the run is written after its end
            }
        }
    }
}
