using Pinpush.Contract;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Campaigns;

/// <summary>Campaigns as Pinpoint answers them: with what was left out and holds all the same. Source: AWS CLI, example of get-campaign.</summary>
internal static class CampaignAnswers
{
    public static CampaignResponse Whole(CampaignResponse campaign) => campaign with
    {
        Limits = campaign.Limits ?? new(),
        Schedule = campaign.Schedule is not { } schedule ? null : schedule with
        {
            IsLocalTime = schedule.IsLocalTime ?? false,
            Timezone = schedule.Timezone ?? "UTC",
        },
        Tags = campaign.Tags ?? new Dictionary<string, string>(),
        TemplateConfiguration = campaign.TemplateConfiguration ?? new(),
    };

    public static ApiAnswer Of(CampaignResponse campaign) => ApiAnswer.Of(Whole(campaign), WireJson.Default.CampaignResponse);

    public static ApiAnswer Page(ApiCall call, IReadOnlyList<CampaignResponse> all, Func<CampaignResponse, string> id) => call.Page(all, id, (page, next) =>
        ApiAnswer.Listed(new CampaignsResponse { Item = [.. page.Select(Whole)], NextToken = next }, WireJson.Default.CampaignsResponse));

    /// <summary>The runs of a campaign; one that has begun and not ended is held up while the campaign is paused, else it may wait for push services.</summary>
    /// <param name="aside">Why it does not go on until the next start; null when it does.</param>
    public static ApiAnswer Activities(
        ApiCall call, CampaignResponse campaign, IReadOnlyList<ActivityResponse> all, IEnumerable<(ChannelType Channel, string Trouble)> troubles,
        string? aside)
    {
        var isPaused = campaign.State?.CampaignStatus == CampaignStatus.Paused;
        return call.Page(all, a => a.Id, (page, next) => ApiAnswer.Listed(
            new ActivitiesResponse { Item = [.. page.Select(a => a.End is null ? Open(a) : a)], NextToken = next }, WireJson.Default.ActivitiesResponse));

        ActivityResponse Open(ActivityResponse run) => isPaused ? run with { State = "PAUSED" }
            : run with { ExecutionMetrics = RunMetrics.Waiting(run.ExecutionMetrics!, troubles, aside) }; // every run has some
    }
}
