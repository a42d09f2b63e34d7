using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Delivery;

internal static partial class DeliveryLog
{
    [LoggerMessage(EventId = 2101, Message = "The push service refused endpoint {EndpointId} of app {ApplicationId}: {Reason} ({Status})")]
    public static partial void PushRejected(this ILogger logger, LogLevel level, string applicationId, string endpointId, string reason, int status);

    [LoggerMessage(2102, LogLevel.Error, "A push of app {ApplicationId} failed; it is not tried again")]
    public static partial void PushFailed(this ILogger logger, string applicationId, Exception exception);

    [LoggerMessage(3121, LogLevel.Warning, "{Mailing} of app {ApplicationId} waits for the {Channel} push service: {Trouble}")]
    public static partial void Waits(this ILogger logger, string mailing, string applicationId, string channel, string trouble);

    [LoggerMessage(3122, LogLevel.Information, "{Mailing} of app {ApplicationId} waits for the {Channel} push service no more")]
    public static partial void GoesOn(this ILogger logger, string mailing, string applicationId, string channel);

    [LoggerMessage(2103, LogLevel.Warning, "Endpoints of app {ApplicationId} whose address is dead were not made INACTIVE")]
    public static partial void NotDeactivated(this ILogger logger, string applicationId, Exception exception);
}
