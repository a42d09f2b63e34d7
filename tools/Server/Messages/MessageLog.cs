using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Messages;

internal static partial class MessageLog
{
    [LoggerMessage(2101, LogLevel.Warning, "The push service refused endpoint {EndpointId} of app {ApplicationId}: {Reason} ({Status})")]
    public static partial void PushRejected(this ILogger logger, string applicationId, string endpointId, string reason, int status);
}
