using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1301, LogLevel.Warning, "What was deleted is still in a file of the data folder; it is tried again in five minutes")]
    public static partial void NotSwept(this ILogger logger, Exception exception);

    [LoggerMessage(1302, LogLevel.Error, "{Damage}")]
    public static partial void RowDamaged(this ILogger logger, string damage);
}
