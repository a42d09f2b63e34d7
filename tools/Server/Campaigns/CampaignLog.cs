using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Campaigns;

internal static partial class CampaignLog
{
    [LoggerMessage(3101, LogLevel.Error, "The run of campaign {CampaignId} failed; it is tried again")]
    public static partial void RunFailed(this ILogger logger, string campaignId, Exception exception);

    [LoggerMessage(3104, LogLevel.Error, "The ledger does not take what happens to recipients of activity {ActivityId}; it is tried again")]
    public static partial void NotWritten(this ILogger logger, string activityId, Exception exception);

    [LoggerMessage(3102, LogLevel.Warning, "Campaign {CampaignId} was not sent: {Note}")]
    public static partial void RunRefused(this ILogger logger, string campaignId, string note);

    [LoggerMessage(3103, LogLevel.Warning, "Activity {ActivityId} of campaign {CampaignId} did not reach everybody: {Reasons}")]
    public static partial void NotReached(this ILogger logger, string activityId, string campaignId, string reasons);
}
