using System.Net;
using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Kernel;

internal static partial class ApiLog
{
    [LoggerMessage(1001, LogLevel.Error, "Request {RequestId} failed")]
    public static partial void HandlerFailed(this ILogger logger, string requestId, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "The store failed with SQLite error {Code}")]
    public static partial void StorageFailed(this ILogger logger, int code, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning,
        "{Refused} connections refused; the last came from {Address}, which has {OfAddress} of {All}, and there may be {Most}, half of them from one address")]
    public static partial void ConnectionsRefused(this ILogger logger, int refused, IPAddress address, int ofAddress, int all, int most);
}
