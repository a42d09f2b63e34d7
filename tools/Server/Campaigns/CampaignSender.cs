using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Server.Apps;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Campaigns;

/// <summary>Sends a run page by page: written as in flight, delivered, written as done.</summary>
internal sealed class CampaignSender(AppStore apps, EndpointStore endpoints, Deliverer deliverer, Ledger ledger, TimeProvider time, ILogger<CampaignSender> log)
{
    /// <summary>At most <c>PageSize * PagesAtOnce</c> pushes are in flight, and so in doubt after a crash.</summary>
    private const int PageSize = 500, PagesAtOnce = 4;

    /// <summary>Sends what is not done yet.</summary>
    /// <returns>True when all are done, false when the campaign's longest duration was over before, null when it was stopped.</returns>
    public async Task<bool?> SendAsync(CampaignResponse campaign, Run run, CancellationToken stop)
    {
        var (done, inDoubt, nextPage) = await ledger.ResumeAsync(run, stop);
        var (policy, mailing) = (Policy(campaign, run), new CampaignMailing(campaign, run));
        var rest = run.Recipients.Clone();
        rest.AndNotWith(done);
        var late = false;
        try
        {
            var pages = Pages(inDoubt, rest, nextPage, policy.Pace!.PageSize(PageSize)); // set by Policy
            await Parallel.ForEachAsync(pages, new ParallelOptions { MaxDegreeOfParallelism = PagesAtOnce, CancellationToken = stop }, async (page, _) =>
            {
                if (time.GetUtcNow() >= policy.Deadline)
                {
                    late = true;
                    return;
                }

                await policy.Pace.WaitAsync(page.Numbers.Length, stop);
                await ledger.LeaveAsync(run, page.Page, page.Numbers, stop);
                var outcomes = await deliverer.SendAsync(mailing, Recipients(page.Numbers), policy, stop);
                if (!page.InDoubt || !outcomes.Contains(Outcome.NotYet)) // a page in doubt stays whole, and listed, until all of it has an outcome
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

    private DeliveryPolicy Policy(CampaignResponse campaign, Run run)
    {
        var limits = apps.Settings(campaign.ApplicationId).Limits;
        return DeliveryPolicy.Campaign with
        {
            Pace = new Pace(campaign.Limits?.MessagesPerSecond ?? limits?.MessagesPerSecond, time),
            Deadline = (campaign.Limits?.MaximumDuration ?? limits?.MaximumDuration) is { } seconds ? run.Started.AddSeconds(seconds) : DateTimeOffset.MaxValue,
        };
    }

    // As they are now: the audience was fixed when the run began. Numbers are ascending.
    private EndpointResponse?[] Recipients(int[] numbers)
    {
        var recipients = new EndpointResponse?[numbers.Length];
        foreach (var there in endpoints.Numbered(numbers))
        {
            recipients[Array.BinarySearch(numbers, there.Number)] = there.Endpoint;
        }

        return recipients;
    }

    // Its pushes have left: what became of them is written as soon as the ledger takes it again, for without it the next look would send them once more.
    private async Task ArriveAsync(Run run, RunPage page, Outcome[] outcomes, CancellationToken stop)
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
}
