using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Gateways;
using Pinpush.Gateways.Senders;
using Pinpush.Messages;
using Pinpush.Messages.Payloads;
using Pinpush.Server.Apps;
using Pinpush.Server.Channels;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Campaigns;

/// <summary>Sends a run page by page: written as in flight, sent, written as done.</summary>
internal sealed class CampaignSender(AppStore apps, ChannelStore channels, EndpointStore endpoints, Ledger ledger, TimeProvider time, ILogger<CampaignSender> log)
{
    /// <summary>At most <c>PageSize * PagesAtOnce</c> pushes are in flight, and so in doubt after a crash.</summary>
    private const int PageSize = 500, PagesAtOnce = 4, PushesAtOnce = 100;

    private const int Attempts = 4;

    /// <summary>Sends what is not done yet.</summary>
    /// <returns>True when all are done, false when the campaign's longest duration was over before, null when it was stopped.</returns>
    public async Task<bool?> SendAsync(CampaignResponse campaign, Run run, CancellationToken stop)
    {
        var (done, inDoubt, nextPage) = await ledger.ResumeAsync(run, stop);
        var limits = apps.Settings(campaign.ApplicationId).Limits;
        var pace = new Pace(campaign.Limits?.MessagesPerSecond ?? limits?.MessagesPerSecond, time);
        var end = (campaign.Limits?.MaximumDuration ?? limits?.MaximumDuration) is { } seconds ? run.Started.AddSeconds(seconds) : DateTimeOffset.MaxValue;
        var shapes = new ConcurrentDictionary<ChannelType, ShapedPush>();
        var context = new PushContext(campaign.ApplicationId, campaign.Id, run.ActivityId, "0", null, null);
        ShapedPush Shape(ChannelType channel) => shapes.GetOrAdd(channel, c => run.Template is { } template
            ? PushShapes.Campaign(c, template, context)
            : PushShapes.Campaign(c, campaign.MessageConfiguration!, context)); // checked by CampaignRules

        var rest = run.Recipients.Clone();
        rest.AndNotWith(done);
        var late = false;
        try
        {
            await Parallel.ForEachAsync(Pages(inDoubt, rest, nextPage, pace.PageSize(PageSize)), new ParallelOptions { MaxDegreeOfParallelism = PagesAtOnce, CancellationToken = stop }, async (page, _) =>
            {
                if (time.GetUtcNow() >= end)
                {
                    late = true;
                    return;
                }

                await pace.WaitAsync(page.Numbers.Length, stop);
                await ledger.LeaveAsync(run, page.Page, page.Numbers, stop);
                var outcomes = await PushAsync(campaign.ApplicationId, run, page.Numbers, Shape, stop);
                if (!page.InDoubt || !outcomes.Contains(Reached.NotYet)) // a page in doubt stays whole, and listed, until all of it has an outcome
                {
                    await ArriveAsync(run, page, outcomes, stop);
                }
            });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }

        return !late;
    }

    // Its pushes have left: what became of them is written as soon as the ledger takes it again, for without it the next look would send them once more.
    private async Task ArriveAsync(Run run, RunPage page, Reached[] outcomes, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await ledger.ArriveAsync(run, page.Page, page.Numbers, outcomes);
                return;
            }
            catch (SqliteException e) when (!stop.IsCancellationRequested)
            {
                log.PageNotWritten(run.ActivityId, e);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static IEnumerable<RunPage> Pages(IReadOnlyList<RunPage> inDoubt, Bitmap rest, int next, int size)
    {
        foreach (var page in inDoubt)
        {
            yield return page;
        }

        var buffer = new int[size];
        for (int from = 0, count; (count = rest.Take(from, buffer)) > 0; from = buffer[count - 1] + 1)
        {
            yield return new RunPage(next++, buffer[..count], InDoubt: false);
            if (buffer[count - 1] == int.MaxValue)
            {
                break;
            }
        }
    }

    private async Task<Reached[]> PushAsync(string app, Run run, int[] numbers, Func<ChannelType, ShapedPush> shape, CancellationToken stop)
    {
        var outcomes = new Reached[numbers.Length];
        var dead = new ConcurrentBag<DeadAddress>();
        var places = new Dictionary<int, int>(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            places[numbers[i]] = i;
        }

        var there = endpoints.Numbered(numbers);
        Array.Fill(outcomes, Reached.Skipped); // whoever is gone by now
        foreach (var e in there)
        {
            outcomes[places[e.Number]] = Reached.NotYet;
        }

        await Parallel.ForEachAsync(there, new ParallelOptions { MaxDegreeOfParallelism = PushesAtOnce }, async (e, _) =>
        {
            try
            {
                outcomes[places[e.Number]] = await PushAsync(app, run, e.Endpoint, shape, dead, stop);
            }
            catch (Exception fault) // one push that fails must not make the page, and with it the pushes that left, start again
            {
                log.PushFailed(run.ActivityId, fault);
                outcomes[places[e.Number]] = Reached.Unsent;
            }
        });
        if (!dead.IsEmpty)
        {
            try
            {
                await endpoints.DeactivateAsync(app, [.. dead], CancellationToken.None);
            }
            catch (SqliteException e)
            {
                log.NotDeactivated(run.ActivityId, e); // the next push to them says again that they are dead
            }
        }

        return outcomes;
    }

    private async Task<Reached> PushAsync(string app, Run run, EndpointResponse endpoint, Func<ChannelType, ShapedPush> shape, ConcurrentBag<DeadAddress> dead, CancellationToken stop)
    {
        // Looked at again when the push leaves: the audience was fixed when the run began.
        if (endpoint is not { EndpointStatus: "ACTIVE", Address: { } address, ChannelType: { } channel, Id: { } id } || endpoint.OptOut == "ALL")
        {
            return Reached.Skipped;
        }

        if (shape(channel) is not ShapedPush.Ready ready)
        {
            return Reached.Failed;
        }

        if (!ready.TryFill(endpoint, ApnsId(run.ActivityId, id), out var push, out _))
        {
            return Reached.Skipped;
        }

        for (var attempt = 1; !stop.IsCancellationRequested; attempt++)
        {
            // Asked for at each attempt: a channel that is set anew closes its sender.
            if (channels.Sender(app, channel, null) is not { } sender)
            {
                return Reached.Failed;
            }

            switch (await sender.SendAsync(push, CancellationToken.None)) // has its own limit
            {
                case PushOutcome.Accepted:
                    return Reached.Delivered;
                case PushOutcome.Rejected rejected:
                    if (rejected.TokenDeadSince is { } since)
                    {
                        dead.Add(new DeadAddress(channel, address, since));
                    }

                    return Reached.Failed;
                case PushOutcome.Unsent { MayHaveArrived: false } unsent when attempt < Attempts && unsent.RetryAfter is null or { TotalSeconds: <= 5 }:
                    await Task.Delay(unsent.RetryAfter ?? TimeSpan.FromMilliseconds(200 * attempt * attempt), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    break;
                default:
                    return Reached.Unsent;
            }
        }

        return Reached.NotYet; // stopped before it left: the next start sends it
    }

    // A name-based UUID (RFC 9562, version 5) of activity and endpoint: a push that is sent again keeps it.
    private static Guid ApnsId(string activity, string endpoint)
    {
#pragma warning disable CA5350 // version 5 is SHA-1 by definition; it names, it does not protect
        var hash = SHA1.HashData(Encoding.UTF8.GetBytes($"pinpush/{activity}/{endpoint}"));
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
