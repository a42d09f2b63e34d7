using Pinpush.Contract;

namespace Pinpush.Server.Campaigns;

/// <summary>When a run ends, whether everybody was reached or not: after MaximumDuration, and at Schedule.EndTime.</summary>
internal static class RunEnd
{
    /// <summary>The earlier of the two; null for a run that goes on until it is done.</summary>
    /// <param name="ofApp">The app's limits, for what the campaign leaves out.</param>
    public static DateTimeOffset? Of(CampaignResponse campaign, CampaignLimits? ofApp, Run run)
    {
        DateTimeOffset? longest = (LimitRules.Set(campaign.Limits?.MaximumDuration) ?? LimitRules.Set(ofApp?.MaximumDuration)) is { } seconds
            ? run.Started.AddSeconds(seconds) : null;
        return CampaignRules.TryEnd(campaign.Schedule, out var end) && !(longest < end) ? end : longest;
    }

    /// <summary>Why a run was ended, for people.</summary>
    public static string Note(CampaignResponse campaign) =>
        $"MaximumDuration {(campaign.Schedule?.EndTime is null ? "" : "or Schedule.EndTime ")}was over before everybody was reached.";
}
