using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Campaigns;

internal static partial class CampaignLog
{
    [LoggerMessage(3101, LogLevel.Error, "The run of campaign {CampaignId} failed; it is tried again")]
    public static partial void RunFailed(this ILogger logger, string campaignId, Exception exception);

    [LoggerMessage(3103, LogLevel.Error, "A push of activity {ActivityId} failed; it is not tried again")]
    public static partial void PushFailed(this ILogger logger, string activityId, Exception exception);

    [LoggerMessage(3104, LogLevel.Error, "The ledger does not take what became of a page of activity {ActivityId}; it is tried again")]
    public static partial void PageNotWritten(this ILogger logger, string activityId, Exception exception);

    [LoggerMessage(3105, LogLevel.Warning, "Endpoints whose address is dead were not made INACTIVE after activity {ActivityId}")]
    public static partial void NotDeactivated(this ILogger logger, string activityId, Exception exception);

    [LoggerMessage(3102, LogLevel.Warning, "Campaign {CampaignId} was not sent: {Note}")]
    public static partial void RunRefused(this ILogger logger, string campaignId, string note);
}
