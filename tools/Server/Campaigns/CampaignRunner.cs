using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pinpush.Audience;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Segments;
using Pinpush.Server.Storage;
using Pinpush.Server.Templates;
using Pinpush.Contract;

namespace Pinpush.Server.Campaigns;

/// <summary>Starts campaigns when they are due and goes on with those that ran when the server stopped.</summary>
internal sealed class CampaignRunner(
    CampaignStore campaigns, SegmentStore segments, TemplateStore templates, EndpointStore endpoints, Ledger ledger, CampaignSender sender,
    TimeSpan missedAfter, TimeProvider time, ILogger<CampaignRunner> log, CancellationToken serverStops)
    : IAsyncDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (string App, Task Task, CancellationTokenSource Stop)> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int Version, string Why)> setAside = new(StringComparer.Ordinal); // what needs a damaged row
    private readonly CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(serverStops);
    private readonly SemaphoreSlim wake = new(0);
    private Task loop = Task.CompletedTask;

    public void Start() => loop = Task.Run(LoopAsync);

    /// <summary>A campaign was made or changed: look again what is due.</summary>
    public void Wake() => wake.Release();

    /// <summary>Which damaged row a campaign needs that does not go on until the next start; null for all others.</summary>
    public string? WhyAside(CampaignResponse campaign) =>
        setAside.TryGetValue(campaign.Id, out var aside) && aside.Version == (campaign.Version ?? 0) ? aside.Why : null;

    /// <summary>Ends the run of a campaign after the pushes on their way.</summary>
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

    /// <summary>Ends the runs of an app that was deleted after the pushes on their way.</summary>
    public Task StopAppAsync(string app) => Task.WhenAll(running.Where(r => r.Value.App == app).Select(r => StopAsync(r.Key)));

    /// <summary>Ends all runs after the pushes on their way; they go on at the next start.</summary>
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
                foreach (var campaign in campaigns.In(CampaignStatus.Scheduled, CampaignStatus.Executing).Where(IsWaiting))
                {
                    CampaignRules.TryStart(campaign.Schedule, out var start);
                    var due = (start ?? time.GetUtcNow()) - time.GetUtcNow();
                    if (due <= TimeSpan.Zero || campaign.State?.CampaignStatus == CampaignStatus.Executing)
                    {
                        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
                        // a run that ends at once must find itself in the list
                        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                        running[campaign.Id] = (campaign.ApplicationId, Task.Run(async () =>
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

    // (0) the campaign is claimed as it was looked at; (1) its run begins: recipients and template are fixed and its name is taken, or why it is refused is
    // recorded: missed by too much, past its end, a name that another campaign has, a template or an audience that is gone, an audience unknown or too
    // large; (2) it is sent; (3) run, then campaign, are closed: a crash in between finds the run done and closes the campaign.
    private async Task RunAsync(CampaignResponse campaign, DateTimeOffset? start, CancellationTokenSource stop)
    {
        try
        {
            var now = time.GetUtcNow();
            var missed = campaign.State?.CampaignStatus == CampaignStatus.Scheduled && start is { } due && now - due > missedAfter;
            if (await campaigns.ClaimAsync(campaign, stop.Token) is not { } claimed) // (0)
            {
                return;
            }

            campaign = claimed; // with the tags of this moment
            var segment = segments.Versions(campaign.ApplicationId, campaign.SegmentId).ElementAtOrDefault(campaign.SegmentVersion - 1);
            var run = await ledger.BeginAsync(
                campaign, start ?? now,
                // (1)
                () => missed ? RunPlan.Refused($"The start was missed by more than {missedAfter}; nothing was sent.") : Plan(campaign, segment, stop.Token),
                stop.Token);
            if (run.Refusal is not null)
            {
                await CloseAsync(campaign, segment is null ? CampaignStatus.Deleted : missed ? CampaignStatus.Completed : CampaignStatus.Invalid);
                log.RunRefused(campaign.Id, run.Refusal);
                return;
            }

            if (!run.IsDone)
            {
                log.RunBegins(run.ActivityId, campaign.Id, campaign.ApplicationId, run.Recipients.Count);
                if (await sender.SendAsync(campaign, run, stop.Token) is not { } inTime) // (2)
                {
                    return; // stopped: it goes on when it is resumed, or the server starts again
                }

                var reasons = ledger.Reasons(run).Where(r => r.Reached != Reached.NotYet).ToList();
                var isLate = !inTime && reasons.Exists(r => r.Reached is Reached.NotProcessed or Reached.InDoubt);
                await ledger.EndAsync(run, isLate ? RunEnd.Note(campaign) : null); // (3)
                if (reasons.Count > 0)
                {
                    log.NotReached(run.ActivityId, campaign.Id, string.Join(", ", reasons.Select(r => $"{r.Count} {r.Reached}: {r.Reason}")));
                }
            }

            await CloseAsync(campaign, CampaignStatus.Completed);
            log.RunEnded(run.ActivityId, campaign.Id, campaign.ApplicationId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the server stops, or the campaign was paused or deleted
        }
        catch (AppGoneException)
        {
            // deleted with its app as it was due
        }
        catch (Exception e) when (e is DamagedRowException or DamagedFileException) // nothing that is tried again mends it
        {
            setAside[campaign.Id] = (campaign.Version ?? 0, e.Message);
            log.RunSetAside(campaign.Id, e.Message);
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

    private bool IsWaiting(CampaignResponse campaign) => !running.ContainsKey(campaign.Id) && WhyAside(campaign) is null;

    private RunPlan Plan(CampaignResponse campaign, SegmentResponse? segment, CancellationToken cancellationToken)
    {
        if (CampaignRules.TryEnd(campaign.Schedule, out var end) && end <= time.GetUtcNow())
        {
            return RunPlan.Refused("Schedule.EndTime has passed; nothing was sent.");
        }

        if (segment is null)
        {
            return RunPlan.Refused("The segment is gone; nothing was sent.");
        }

        var template = templates.Find(campaign.TemplateConfiguration, out _);
        if (template is null && campaign.TemplateConfiguration?.PushTemplate is { } named)
        {
            return RunPlan.Refused($"The template '{named.Name}' is gone; nothing was sent.");
        }

        try
        {
            var members = segments.Members(segment, cancellationToken);
            members.AndWith(endpoints.Index(segment.ApplicationId).Reachable);
            return new RunPlan(members, template,
                campaign.Tags?.GetValueOrDefault(OwnTags.MaxAudience) is not { } most || members.Count <= (OwnTags.Audience(most) ?? 0) ? null
                    : $"The audience has {members.Count} endpoints and {OwnTags.MaxAudience} allows {most}; nothing was sent.");
        }
        catch (UnknownAudienceException e)
        {
            return RunPlan.Refused($"The audience cannot be read: {e.Message} Nothing was sent.");
        }
    }

    private Task CloseAsync(CampaignResponse campaign, CampaignStatus status) =>
        campaigns.CloseAsync(campaign.ApplicationId, campaign.Id, status, CancellationToken.None);
}
