using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Campaigns;

internal static partial class CampaignLog
{
    [LoggerMessage(3101, LogLevel.Error, "The run of campaign {CampaignId} failed; it is tried again")]
    public static partial void RunFailed(this ILogger logger, string campaignId, Exception exception);

    [LoggerMessage(3104, LogLevel.Error, "The ledger does not take what happens to recipients of activity {ActivityId}; it is tried again")]
    public static partial void NotWritten(this ILogger logger, string activityId, Exception exception);

    [LoggerMessage(3105, LogLevel.Warning, "Campaign {CampaignId} of app {ApplicationId} is paused: whom it had reached was lost with the ledger")]
    public static partial void RunLost(this ILogger logger, string campaignId, string applicationId);

    [LoggerMessage(3106, LogLevel.Error, "Campaign {CampaignId} does not go on until the server is started again: {Damage}")]
    public static partial void RunSetAside(this ILogger logger, string campaignId, string damage);

    [LoggerMessage(3107, LogLevel.Information, "Activity {ActivityId} of campaign {CampaignId} of app {ApplicationId} begins: {Count} recipients")]
    public static partial void RunBegins(this ILogger logger, string activityId, string campaignId, string applicationId, long count);

    [LoggerMessage(3108, LogLevel.Information, "Activity {ActivityId} of campaign {CampaignId} of app {ApplicationId} ended")]
    public static partial void RunEnded(this ILogger logger, string activityId, string campaignId, string applicationId);

    [LoggerMessage(3102, LogLevel.Warning, "Campaign {CampaignId} was not sent: {Note}")]
    public static partial void RunRefused(this ILogger logger, string campaignId, string note);

    [LoggerMessage(3103, LogLevel.Warning, "Activity {ActivityId} of campaign {CampaignId} did not reach everybody: {Reasons}")]
    public static partial void NotReached(this ILogger logger, string activityId, string campaignId, string reasons);
}
