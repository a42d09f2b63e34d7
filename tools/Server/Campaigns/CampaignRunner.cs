using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Pinpush.Audience;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Segments;
using Pinpush.Server.Templates;
using Pinpush.Wire;

namespace Pinpush.Server.Campaigns;

/// <summary>Starts campaigns when they are due and goes on with those that ran when the server stopped.</summary>
internal sealed class CampaignRunner(
    CampaignStore campaigns, SegmentStore segments, TemplateStore templates, EndpointStore endpoints, Ledger ledger, CampaignSender sender, TimeSpan missedAfter, TimeProvider time,
    ILogger<CampaignRunner> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (Task Task, CancellationTokenSource Stop)> running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim wake = new(0);
    private Task loop = Task.CompletedTask;

    public void Start() => loop = Task.Run(LoopAsync);

    /// <summary>A campaign was made or changed: look again what is due.</summary>
    public void Wake() => wake.Release();

    /// <summary>Ends the run of a campaign after its pages in flight.</summary>
    public async Task StopAsync(string campaign)
    {
        if (running.TryGetValue(campaign, out var run))
        {
            try
            {
                await run.Stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // it has just ended by itself
            }

            await run.Task;
        }
    }

    /// <summary>Ends all runs after their pages in flight; they go on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        await Task.WhenAll(running.Values.Select(r => r.Task));
        stopping.Dispose();
        wake.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                var sleep = LongestSleep;
                foreach (var campaign in campaigns.In(CampaignStatus.Scheduled, CampaignStatus.Executing).Where(c => !running.ContainsKey(c.Id)))
                {
                    CampaignRules.TryStart(campaign.Schedule, out var start);
                    var due = (start ?? time.GetUtcNow()) - time.GetUtcNow();
                    if (due <= TimeSpan.Zero || campaign.State?.CampaignStatus == CampaignStatus.Executing)
                    {
                        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
                        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); // a run that ends at once must find itself in the list
                        running[campaign.Id] = (Task.Run(async () =>
                        {
                            await listed.Task;
                            await RunAsync(campaign, start, stop);
                        }), stop);
                        listed.SetResult();
                    }
                    else if (due < sleep)
                    {
                        sleep = due;
                    }
                }

                using var timer = new CancellationTokenSource(sleep, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping.Token);
                try
                {
                    await wake.WaitAsync(either.Token);
                }
                catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
                {
                    // slept enough
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the server stops
        }
    }

    // (0) the campaign is claimed as it was looked at; (1) a schedule missed by too much is recorded, not sent; (2) recipients and template are fixed; (3) the guards;
    // (4) pages are sent; (5) run, then campaign, are closed: a crash in between finds the run done and closes the campaign.
    private async Task RunAsync(CampaignResponse campaign, DateTimeOffset? start, CancellationTokenSource stop)
    {
        try
        {
            var now = time.GetUtcNow();
            var missed = campaign.State?.CampaignStatus == CampaignStatus.Scheduled && start is { } due && now - due > missedAfter;
            if (await campaigns.ClaimAsync(campaign, stop.Token) is null) // (0)
            {
                return;
            }

            var segment = segments.Versions(campaign.ApplicationId, campaign.SegmentId).ElementAtOrDefault(campaign.SegmentVersion - 1);
            string? unknown = null;
            var run = await ledger.BeginAsync(campaign, start ?? now, () => (
                missed || segment is null ? new Bitmap() : Recipients(segment, out unknown, stop.Token), templates.Find(campaign.TemplateConfiguration, out _)), stop.Token); // (2)
            if (run.IsDone)
            {
                await CloseAsync(campaign, CampaignStatus.Completed);
                return;
            }

            var guard = unknown ?? Guard(campaign, run);
            if (missed || segment is null || guard is not null)
            {
                var note = missed ? $"The start was missed by more than {missedAfter}; nothing was sent." : guard ?? "The segment is gone; nothing was sent."; // (1) (3)
                await ledger.EndAsync(run, "FAIL", note);
                await CloseAsync(campaign, segment is null ? CampaignStatus.Deleted : missed ? CampaignStatus.Completed : CampaignStatus.Invalid);
                log.RunRefused(campaign.Id, note);
                return;
            }

            var inTime = await sender.SendAsync(campaign, run, stop.Token); // (4)
            if (inTime is null)
            {
                return; // stopped: the next start goes on
            }

            await ledger.EndAsync(run, "SUCCESS", inTime.Value ? null : "MaximumDuration was over before everybody was reached."); // (5)
            await CloseAsync(campaign, CampaignStatus.Completed);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the server stops, or the campaign was deleted
        }
        catch (Exception e) // the edge of a run: one campaign must not end the others; the next look tries again
        {
            log.RunFailed(campaign.Id, e);
            await Task.Delay(TimeSpan.FromSeconds(5), time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            running.TryRemove(campaign.Id, out _);
            stop.Dispose();
            if (!stopping.IsCancellationRequested)
            {
                Wake();
            }
        }
    }

    private Bitmap Recipients(SegmentResponse segment, out string? unknown, CancellationToken cancellationToken)
    {
        unknown = null;
        try
        {
            var members = segments.Members(segment, cancellationToken);
            members.AndWith(endpoints.Index(segment.ApplicationId).Reachable);
            return members;
        }
        catch (UnknownAudienceException e)
        {
            unknown = $"The audience cannot be read: {e.Message} Nothing was sent.";
            return new Bitmap();
        }
    }

    private static string? Guard(CampaignResponse campaign, Run run) =>
        campaign.TemplateConfiguration?.PushTemplate is { } named && run.Template is null ? $"The template '{named.Name}' is gone; nothing was sent."
        : int.TryParse(campaign.Tags?.GetValueOrDefault(CampaignTags.MaxAudience), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && run.Recipients.Count > most
            ? $"The audience has {run.Recipients.Count} endpoints and {CampaignTags.MaxAudience} allows {most}; nothing was sent."
            : null;

    private Task CloseAsync(CampaignResponse campaign, CampaignStatus status) =>
        campaigns.SetStatusAsync(campaign.ApplicationId, campaign.Id, status, CancellationToken.None);
}
