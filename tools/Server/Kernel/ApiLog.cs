using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Kernel;

internal static partial class ApiLog
{
    [LoggerMessage(1001, LogLevel.Error, "Request {RequestId} failed")]
    public static partial void HandlerFailed(this ILogger logger, string requestId, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "The store failed with SQLite error {Code}")]
    public static partial void StorageFailed(this ILogger logger, int code, Exception exception);
}
