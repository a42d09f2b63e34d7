using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Apps;

internal static partial class AppLog
{
    [LoggerMessage(1401, LogLevel.Error, "App {ApplicationId} is deleted, and something of it is still in the files; its removal is tried again")]
    public static partial void AppRemains(this ILogger logger, string applicationId, Exception exception);
}
