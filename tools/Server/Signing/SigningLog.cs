using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Signing;

internal static partial class SigningLog
{
    [LoggerMessage(1101, LogLevel.Information, "The credentials file {File} has changed: {Count} keys may call")]
    public static partial void KeysChanged(this ILogger logger, string file, int count);

    [LoggerMessage(1102, LogLevel.Warning, "The credentials file {File} cannot be read again, so the keys that it had go on: {Reason}")]
    public static partial void KeysKept(this ILogger logger, string file, string reason);
}
