using Microsoft.Extensions.Logging;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Endpoints;

internal static partial class EndpointLog
{
    [LoggerMessage(1201, LogLevel.Information, "Reading endpoints: {Count} so far")]
    public static partial void IndexesRead(this ILogger logger, int count);

    [LoggerMessage(1202, LogLevel.Warning, "The index of endpoints was not saved; the next start will read more of them")]
    public static partial void IndexesNotSaved(this ILogger logger, Exception exception);

    /// <summary>Who it is gets no push, and nobody else is held up.</summary>
    public static void Damaged(this ILogger logger, DamagedRowException damage) => logger.RowDamaged(damage.Message);

    [LoggerMessage(1203, LogLevel.Warning, "The saved index of endpoints is not used, all endpoints are read: {Why}")]
    public static partial void IndexesNotLoaded(this ILogger logger, string why);
}
