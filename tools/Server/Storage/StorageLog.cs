using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1301, LogLevel.Warning, "What was deleted is still in a file of the data folder; it is tried again in five minutes")]
    public static partial void NotSwept(this ILogger logger, Exception exception);

    [LoggerMessage(1302, LogLevel.Error, "{Damage}")]
    public static partial void RowDamaged(this ILogger logger, string damage);

    [LoggerMessage(1303, LogLevel.Warning, "{File}: an index of {Table} did not agree with the rows and was made anew from them: {Fault}")]
    public static partial void IndexMadeAnew(this ILogger logger, string file, string table, string fault);

    [LoggerMessage(1304, LogLevel.Error, "{File}: {Table} or an index of it is damaged: {Fault} Put back all files of the data folder from one backup.")]
    public static partial void IndexDamaged(this ILogger logger, string file, string table, string fault);
}
