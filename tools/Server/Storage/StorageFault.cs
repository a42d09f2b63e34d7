using Microsoft.Data.Sqlite;

namespace Pinpush.Server.Storage;

/// <summary>What disk and SQLite refuse, in words that say what to do.</summary>
internal static class StorageFault
{
    /// <summary>Codes of SQLite.</summary>
    public const int Full = 13;

    private const int Corrupt = 11, NotADatabase = 26, ReadOnly = 8, InputOutput = 10, CannotOpen = 14;

    // Numbers of Linux and macOS, as IOException.HResult has them: ENOSPC, EDQUOT of either, EROFS.
    private const int NoSpace = 28, LinuxQuota = 122, MacQuota = 69, ReadOnlyDisk = 30;

    /// <summary>What is in the file is not what SQLite wrote, where the others have to do with the disk and may pass.</summary>
    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>Why a server cannot start; null for what has nothing to do with its disk.</summary>
    /// <param name="folder">The data folder.</param>
    public static string? Of(Exception failure, string folder) => failure switch
    {
        SqliteException { SqliteErrorCode: Full } or IOException { HResult: NoSpace or LinuxQuota or MacQuota } =>
            $"The disk that holds the data folder {folder} is full: {failure.Message} Make room on it, and start the server again.",
        SqliteException { SqliteErrorCode: InputOutput } =>
            $"The disk that holds the data folder {folder} is full or fails: {failure.Message} {Free(folder)}"
                + "Make room on it, or put the folder on a sound disk.",
        SqliteException { SqliteErrorCode: ReadOnly or CannotOpen } or IOException { HResult: ReadOnlyDisk } =>
            $"The data folder {folder} cannot be written: {failure.Message} Let this user write all of its files, or give --data another folder.",
        SqliteException damage and not DamagedFileException when IsDamage(damage) =>
            $"A file of the data folder {folder} is damaged: {failure.Message} Put back all files of the folder from one backup.",
        SqliteException => $"The data folder {folder} cannot be used: {failure.Message}",
        _ => null,
    };

    private static string Free(string folder)
    {
        try
        {
            return $"It has {new DriveInfo(folder).AvailableFreeSpace / 1_000_000} MB left. ";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
